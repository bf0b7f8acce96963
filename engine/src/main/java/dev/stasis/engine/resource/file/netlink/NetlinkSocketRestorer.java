package dev.stasis.engine.resource.file.netlink;

import dev.stasis.engine.kernel.abi.Netlink;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.abi.TcpState;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestorer;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Holder;
import dev.stasis.engine.resource.file.socket.SocketOptionsRestorer;

final class NetlinkSocketRestorer implements FileRestorer<NetlinkSocket> {
    private static final int ADDRESS = 12;

    @Override
    public Fd open(NetlinkSocket socket, FileRestore restore) {
        Linux linux = restore.linux();
        return linux.sockets()
                .socket(Socket.AF_NETLINK, Socket.SOCK_RAW, socket.protocol())
                .madeWhole(fresh -> set(linux, fresh, socket));
    }

    private static void set(Linux linux, Fd opened, NetlinkSocket socket) {
        try (Arena arena = new Arena()) {
            if (socket.port() != 0) {
                linux.sockets()
                        .bind(opened, address(arena, socket.port(), 0))
                        .orThrow("bind to port " + socket.port(), socket.describe());
            }
            join(linux, opened, socket);
            if (socket.state() == TcpState.TCP_ESTABLISHED) {
                long group = socket.destinationGroup();
                linux.sockets()
                        .connect(opened, address(arena, socket.destinationPort(), group == 0 ? 0 : 1 << (group - 1)))
                        .orThrow("connect", socket.describe());
            }
        }
        SocketOptionsRestorer.apply(linux, opened, socket.options(), socket.describe());
        FileState.setFlags(linux, opened, socket.flags());
    }

    private static void join(Linux linux, Fd opened, NetlinkSocket socket) {
        for (int word = 0; word < socket.groups().size(); word++) {
            for (int bit = 0; bit < Integer.SIZE; bit++) {
                if ((socket.groups().get(word) >>> bit & 1) != 0) {
                    int group = word * Integer.SIZE + bit + 1;
                    linux.sockets()
                            .setIntOption(opened, Socket.SOL_NETLINK, Netlink.NETLINK_ADD_MEMBERSHIP, group)
                            .orThrow("setsockopt(NETLINK_ADD_MEMBERSHIP) of group " + group, socket.describe());
                }
            }
        }
    }

    /** struct sockaddr_nl; {@code groups} is a bit mask. */
    private static Block address(Arena arena, long port, int groups) {
        return arena.allocate(ADDRESS)
                .putShort(0, (short) Socket.AF_NETLINK)
                .putInt(4, (int) port)
                .putInt(8, groups);
    }

    @Override
    public void finish(NetlinkSocket socket, Fd opened, Holder holder, FileRestore restore) {
        FileState.setOwner(restore, opened, socket.owner());
    }
}
