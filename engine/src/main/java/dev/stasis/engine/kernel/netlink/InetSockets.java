package dev.stasis.engine.kernel.netlink;

import dev.stasis.engine.kernel.abi.SockDiag;
import dev.stasis.engine.kernel.call.Linux;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** All sockets of one family and protocol that have an address, in this thread's network namespace at one moment. */
public final class InetSockets {
    private static final int REQUEST = 56;
    private static final int ANSWER = 72;

    private final Map<Long, InetSocketInfo> byInode = new HashMap<>();

    private InetSockets() {}

    /**
     * @param family AF_INET or AF_INET6
     * @param protocol IPPROTO_TCP or IPPROTO_UDP
     */
    public static InetSockets read(Linux linux, int family, int protocol) {
        ByteBuffer request = ByteBuffer.allocate(REQUEST).order(ByteOrder.LITTLE_ENDIAN);
        request.put(0, (byte) family).put(1, (byte) protocol).putInt(4, -1);
        InetSockets sockets = new InetSockets();
        for (ByteBuffer answer : new SocketDiag(linux).dump(request.array())) {
            answer.position(ANSWER);
            InetSocketInfo info = new InetSocketInfo(
                    Integer.toUnsignedLong(answer.getInt(68)),
                    Byte.toUnsignedInt(answer.get(1)),
                    Integer.toUnsignedLong(answer.getInt(56)),
                    Integer.toUnsignedLong(answer.getInt(60)),
                    Attributes.of(answer).unsignedByte(SockDiag.INET_DIAG_SHUTDOWN));
            sockets.byInode.put(info.inode(), info);
        }
        return sockets;
    }

    /** None for a socket that was neither bound nor connected. */
    public Optional<InetSocketInfo> find(long inode) {
        return Optional.ofNullable(byInode.get(inode));
    }
}
