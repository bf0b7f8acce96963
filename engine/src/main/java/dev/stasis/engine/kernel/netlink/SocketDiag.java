package dev.stasis.engine.kernel.netlink;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Netlink;
import dev.stasis.engine.kernel.abi.SockDiag;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Dumps of NETLINK_SOCK_DIAG (man 7 sock_diag): all sockets of a family in this thread's network namespace. A dump is
 * complete for sockets that do not change meanwhile.
 */
final class SocketDiag {
    private static final int BUFFER = 64 << 10;
    private static final int ALIGN = Netlink.NLMSG_ALIGNTO - 1;
    private static final int TIMES = 16;

    private final Linux linux;

    SocketDiag(Linux linux) {
        this.linux = linux;
    }

    /**
     * The bodies of all answers, little endian.
     *
     * @param request what follows struct nlmsghdr; its first byte is the family
     */
    List<ByteBuffer> dump(byte[] request) {
        try (Fd socket = linux.sockets().socket(Socket.AF_NETLINK, Socket.SOCK_RAW, Netlink.NETLINK_SOCK_DIAG)) {
            for (int i = 0; i < TIMES; i++) {
                List<ByteBuffer> answers = new ArrayList<>();
                send(socket, request);
                if (receive(socket, answers)) {
                    return answers;
                }
            }
            throw new KernelRefused("dump of NETLINK_SOCK_DIAG", "family " + request[0], Errno.EINTR);
        }
    }

    private void send(Fd socket, byte[] request) {
        int length = Netlink.NLMSG_HDRLEN + request.length;
        try (Arena arena = new Arena()) {
            Block message = arena.allocate(length);
            message.putInt(0, length);
            message.putShort(4, (short) SockDiag.SOCK_DIAG_BY_FAMILY);
            message.putShort(6, (short) (Netlink.NLM_F_REQUEST | Netlink.NLM_F_DUMP));
            message.putBytes(Netlink.NLMSG_HDRLEN, request);
            linux.sockets().send(socket, message, 0).orThrow("send", "NETLINK_SOCK_DIAG");
        }
    }

    /** False when the table changed under the dump, which then has to be made again. */
    private boolean receive(Fd socket, List<ByteBuffer> answers) {
        boolean steady = true;
        try (Arena arena = new Arena()) {
            Block buffer = arena.allocate(BUFFER);
            while (true) {
                int length = (int) linux.sockets().receive(socket, buffer, 0).orThrow("recv", "NETLINK_SOCK_DIAG");
                int at = 0;
                while (length - at >= Netlink.NLMSG_HDRLEN) {
                    int size = buffer.getInt(at);
                    int type = Short.toUnsignedInt(buffer.getShort(at + 4));
                    steady &= (buffer.getShort(at + 6) & Netlink.NLM_F_DUMP_INTR) == 0;
                    byte[] body = buffer.getBytes(at + Netlink.NLMSG_HDRLEN, size - Netlink.NLMSG_HDRLEN);
                    ByteBuffer answer = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
                    if (type == Netlink.NLMSG_DONE) {
                        return steady;
                    }
                    if (type == Netlink.NLMSG_ERROR) {
                        throw new KernelRefused("dump of NETLINK_SOCK_DIAG", "", -answer.getInt(0));
                    }
                    answers.add(answer);
                    at += (size + ALIGN) & ~ALIGN;
                }
            }
        }
    }
}
