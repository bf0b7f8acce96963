/**
 * TCP and UDP sockets over IPv4 and IPv6: not connected, bound, listening, and UDP with a destination.
 *
 * <p>Not in the images, as in CRIU's: datagrams that wait to be read, multicast memberships, and options but those of
 * {@link dev.stasis.engine.resource.file.inet.IpOptions} and {@link dev.stasis.engine.resource.file.inet.TcpOptions}.
 */
@NullMarked
package dev.stasis.engine.resource.file.inet;

import org.jspecify.annotations.NullMarked;
