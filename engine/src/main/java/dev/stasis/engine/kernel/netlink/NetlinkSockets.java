package dev.stasis.engine.kernel.netlink;

import dev.stasis.engine.kernel.abi.SockDiag;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Linux;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All netlink sockets of this thread's network namespace that have a port, at one moment. */
public final class NetlinkSockets {
    private static final int REQUEST = 20;

    private final Map<Long, NetlinkSocketInfo> byInode = new HashMap<>();

    private NetlinkSockets() {}

    public static NetlinkSockets read(Linux linux) {
        ByteBuffer request = ByteBuffer.allocate(REQUEST).order(ByteOrder.LITTLE_ENDIAN);
        request.put(0, (byte) Socket.AF_NETLINK).put(1, (byte) SockDiag.NDIAG_PROTO_ALL);
        NetlinkSockets sockets = new NetlinkSockets();
        for (ByteBuffer answer : new SocketDiag(linux).dump(request.array())) {
            NetlinkSocketInfo info = new NetlinkSocketInfo(
                    Integer.toUnsignedLong(answer.getInt(16)),
                    Byte.toUnsignedInt(answer.get(2)),
                    Byte.toUnsignedInt(answer.get(3)),
                    Integer.toUnsignedLong(answer.getInt(4)),
                    Integer.toUnsignedLong(answer.getInt(8)),
                    Integer.toUnsignedLong(answer.getInt(12)));
            sockets.byInode.put(info.inode(), info);
        }
        return sockets;
    }

    public Optional<NetlinkSocketInfo> find(long inode) {
        return Optional.ofNullable(byInode.get(inode));
    }
}
