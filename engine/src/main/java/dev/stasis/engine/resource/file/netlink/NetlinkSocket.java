package dev.stasis.engine.resource.file.netlink;

import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.socket.SocketOptions;
import java.util.List;

/**
 * A netlink socket.
 *
 * @param protocol NETLINK_* of linux/netlink.h
 * @param state 0 neither bound nor connected, 7 bound, 1 connected
 * @param port 0 before it is bound
 * @param groups it listens to: bit n of word w is group 32 w + n + 1
 * @param destinationPort where it sends to: 0 is the kernel
 * @param destinationGroup a group's number; 0 for none
 */
public record NetlinkSocket(
        int flags,
        FileOwner owner,
        long inode,
        int protocol,
        int state,
        long port,
        List<Integer> groups,
        long destinationPort,
        long destinationGroup,
        SocketOptions options) {
    public static final FileKind<NetlinkSocket> KIND = new FileKind<>(
            "netlink socket",
            NetlinkSocket.class,
            new NetlinkSocketDumper(),
            new NetlinkSocketRestorer(),
            new NetlinkSocketImage());

    public NetlinkSocket {
        groups = List.copyOf(groups);
    }

    /** How an error names it. */
    public String describe() {
        return "netlink socket " + inode + " of protocol " + protocol;
    }
}
