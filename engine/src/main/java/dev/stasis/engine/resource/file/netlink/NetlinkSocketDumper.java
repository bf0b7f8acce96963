package dev.stasis.engine.resource.file.netlink;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Netlink;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.netlink.NetlinkSocketInfo;
import dev.stasis.engine.kernel.netlink.NetlinkSockets;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileDumper;
import dev.stasis.engine.resource.file.OpenFile;
import dev.stasis.engine.resource.file.socket.SocketDomain;
import dev.stasis.engine.resource.file.socket.SocketOptionsDumper;
import dev.stasis.engine.resource.file.socket.TreeSockets;
import java.util.ArrayList;
import java.util.List;

final class NetlinkSocketDumper implements FileDumper<NetlinkSocket> {
    private static final int MEMINFO = 36;
    private static final int MOST_GROUPS = 1024;
    private static final List<Integer> OPTIONS_WITHOUT_A_PLACE = List.of(
            Netlink.NETLINK_PKTINFO,
            Netlink.NETLINK_BROADCAST_ERROR,
            Netlink.NETLINK_NO_ENOBUFS,
            Netlink.NETLINK_LISTEN_ALL_NSID,
            Netlink.NETLINK_CAP_ACK,
            Netlink.NETLINK_EXT_ACK,
            Netlink.NETLINK_GET_STRICT_CHK);

    @Override
    public boolean recognises(OpenFile file) {
        return SocketDomain.of(file) == Socket.AF_NETLINK;
    }

    @Override
    public NetlinkSocket dump(OpenFile file, FileDump dump) {
        Linux linux = dump.linux();
        refuseAnswers(linux, file);
        warnOfOptions(file, dump);
        int protocol = SocketDomain.protocol(file);
        long inode = TreeSockets.inode(file.link());
        // Sockets without a port are in no table.
        NetlinkSocketInfo info = dump.shared(NetlinkSockets.class, () -> NetlinkSockets.read(linux))
                .find(inode)
                .orElse(new NetlinkSocketInfo(inode, protocol, 0, 0, 0, 0));
        return new NetlinkSocket(
                file.flags(),
                file.owner(),
                inode,
                protocol,
                info.state(),
                info.port(),
                groups(linux, file),
                info.destinationPort(),
                info.destinationGroup(),
                SocketOptionsDumper.read(linux, file.copy(), file.describe()));
    }

    /** The words up to the last that has a bit. */
    private static List<Integer> groups(Linux linux, OpenFile file) {
        try (Arena arena = new Arena()) {
            Block value = arena.allocate(MOST_GROUPS / Byte.SIZE);
            linux.sockets()
                    .option(file.copy(), Socket.SOL_NETLINK, Netlink.NETLINK_LIST_MEMBERSHIPS, value)
                    .orThrow("getsockopt(NETLINK_LIST_MEMBERSHIPS)", file.describe());
            List<Integer> words = new ArrayList<>();
            for (long at = 0; at < value.size(); at += Integer.BYTES) {
                words.add(value.getInt(at));
            }
            int last = words.size();
            while (last > 0 && words.get(last - 1) == 0) {
                last--;
            }
            return words.subList(0, last);
        }
    }

    private static void refuseAnswers(Linux linux, OpenFile file) {
        try (Arena arena = new Arena()) {
            Block memory = arena.allocate(MEMINFO);
            linux.sockets()
                    .option(file.copy(), Socket.SOL_SOCKET, Socket.SO_MEMINFO, memory)
                    .orThrow("getsockopt(SO_MEMINFO)", file.describe());
            if (memory.getInt(0) != 0) {
                throw new Unsupported("cannot save " + file.describe()
                        + ": messages of the kernel wait in this netlink socket, and nobody can put them back; "
                        + "let the program read them before the dump");
            }
        }
    }

    private static void warnOfOptions(OpenFile file, FileDump dump) {
        for (int option : OPTIONS_WITHOUT_A_PLACE) {
            if (dump.linux()
                            .sockets()
                            .intOption(file.copy(), Socket.SOL_NETLINK, option)
                            .raw()
                    > 0) {
                dump.log()
                        .warn("option " + option + " of SOL_NETLINK, set on " + file.describe()
                                + ", has no place in the images and will not be restored");
            }
        }
    }
}
