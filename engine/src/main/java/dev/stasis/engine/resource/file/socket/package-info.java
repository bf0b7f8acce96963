/** What sockets of all families have: options, and a receive queue that can be read without taking anything out. */
@NullMarked
package dev.stasis.engine.resource.file.socket;

import org.jspecify.annotations.NullMarked;
