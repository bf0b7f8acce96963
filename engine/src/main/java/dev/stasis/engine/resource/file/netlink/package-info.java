/**
 * Netlink sockets: protocol, port, groups, destination. Answers that wait in one cannot be put back; such a socket is
 * refused. The images have no place for options of SOL_NETLINK: a socket that has some set is dumped with a warning.
 */
@NullMarked
package dev.stasis.engine.resource.file.netlink;

import org.jspecify.annotations.NullMarked;
