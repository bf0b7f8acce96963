package dev.stasis.engine.kernel.netlink;

/**
 * A netlink socket as struct netlink_diag_msg of linux/netlink_diag.h shows it.
 *
 * @param state 7 bound, 1 connected
 * @param destinationGroup the group of messages it sends to, not a bit mask; 0 for none
 */
public record NetlinkSocketInfo(
        long inode, int protocol, int state, long port, long destinationPort, long destinationGroup) {}
