/**
 * What the engine can be asked for, as values: front ends build them, from the command line, from configuration files or
 * from RPC, and the engine carries them out.
 */
@NullMarked
package dev.stasis.engine.api.request;

import org.jspecify.annotations.NullMarked;
