/**
 * How pages travel: CRIU's page server protocol, in the two sizes that its frame has had, over TCP, a socket that was
 * inherited, or TLS on top of either. docs/page-server.md has the protocol from a user's side.
 *
 * <p>Every wait has a deadline: a peer that stalls is given up with {@link dev.stasis.engine.api.error.PeerLost}, which names it.
 * Nothing here allocates by what a peer announces.
 */
@NullMarked
package dev.stasis.engine.pages.wire;

import org.jspecify.annotations.NullMarked;
