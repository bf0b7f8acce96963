/**
 * Unix sockets: pairs and named ones, listening, connected, half closed, with what waits in them.
 *
 * <p>Not in the images, as in CRIU's: the address and credentials of the sender of a datagram that waits, and the
 * credentials of a connection's other end (SO_PEERCRED). After a restore they are those of whoever restored.
 */
@NullMarked
package dev.stasis.engine.resource.file.unix;

import org.jspecify.annotations.NullMarked;
