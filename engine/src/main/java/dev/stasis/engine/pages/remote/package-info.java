/**
 * The client's side of the page server protocol: pages of a dump go to a server instead of into the image set, where everything
 * else stays. docs/page-server.md has the protocol from a user's side.
 */
@NullMarked
package dev.stasis.engine.pages.remote;

import org.jspecify.annotations.NullMarked;
