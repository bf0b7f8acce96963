/**
 * The one catalogue of commands and options, and everything derived from it: the command line, configuration files, help,
 * and the requests that settings make.
 */
@NullMarked
package dev.stasis.engine.api.option;

import org.jspecify.annotations.NullMarked;
