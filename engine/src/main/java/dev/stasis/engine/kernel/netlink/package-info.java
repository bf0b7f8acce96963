/** Asking the kernel over netlink: what sockets there are, and what they are connected to. */
@NullMarked
package dev.stasis.engine.kernel.netlink;

import org.jspecify.annotations.NullMarked;
