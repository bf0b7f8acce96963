package dev.stasis.engine.kernel.netlink;

import dev.stasis.engine.kernel.abi.SockDiag;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Linux;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All unix sockets of this thread's network namespace at one moment. */
public final class UnixSockets {
    private static final int REQUEST = 24;
    private static final int ANSWER = 16;
    private static final int SHOW = SockDiag.UDIAG_SHOW_NAME
            | SockDiag.UDIAG_SHOW_VFS
            | SockDiag.UDIAG_SHOW_PEER
            | SockDiag.UDIAG_SHOW_ICONS
            | SockDiag.UDIAG_SHOW_RQLEN;

    private final Map<Long, UnixSocketInfo> byInode = new LinkedHashMap<>();
    private final Map<Long, Long> listenerOf = new LinkedHashMap<>();

    private UnixSockets() {}

    public static UnixSockets read(Linux linux) {
        ByteBuffer request = ByteBuffer.allocate(REQUEST).order(ByteOrder.LITTLE_ENDIAN);
        request.put(0, (byte) Socket.AF_UNIX).putInt(4, -1).putInt(12, SHOW);
        UnixSockets sockets = new UnixSockets();
        for (ByteBuffer answer : new SocketDiag(linux).dump(request.array())) {
            UnixSocketInfo info = parse(answer);
            sockets.byInode.put(info.inode(), info);
            info.waiting().forEach(client -> sockets.listenerOf.put(client, info.inode()));
        }
        return sockets;
    }

    public Optional<UnixSocketInfo> find(long inode) {
        return Optional.ofNullable(byInode.get(inode));
    }

    public Collection<UnixSocketInfo> all() {
        return byInode.values();
    }

    /** The listening socket by which {@code client} waits to be accepted. */
    public Optional<UnixSocketInfo> listenerOf(long client) {
        return Optional.ofNullable(listenerOf.get(client)).flatMap(this::find);
    }

    private static UnixSocketInfo parse(ByteBuffer answer) {
        answer.position(ANSWER);
        Attributes attributes = Attributes.of(answer);
        return new UnixSocketInfo(
                Integer.toUnsignedLong(answer.getInt(4)),
                answer.get(1),
                answer.get(2),
                new String(attributes.bytes(SockDiag.UNIX_DIAG_NAME), StandardCharsets.ISO_8859_1),
                attributes.unsignedInt(SockDiag.UNIX_DIAG_PEER, 0),
                clients(attributes.get(SockDiag.UNIX_DIAG_ICONS)),
                attributes.unsignedInt(SockDiag.UNIX_DIAG_RQLEN, 0),
                attributes.unsignedInt(SockDiag.UNIX_DIAG_RQLEN, 4),
                attributes.unsignedByte(SockDiag.UNIX_DIAG_SHUTDOWN),
                attributes.unsignedInt(SockDiag.UNIX_DIAG_VFS, 0));
    }

    private static List<Long> clients(@Nullable ByteBuffer icons) {
        List<Long> clients = new ArrayList<>();
        for (int at = 0; icons != null && at + 4 <= icons.limit(); at += 4) {
            clients.add(Integer.toUnsignedLong(icons.getInt(at)));
        }
        return clients;
    }
}
