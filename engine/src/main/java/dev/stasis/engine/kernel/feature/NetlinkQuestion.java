package dev.stasis.engine.kernel.feature;

import dev.stasis.engine.kernel.abi.Netlink;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;

/** One netlink request, of which only matters whether the kernel knows it. */
record NetlinkQuestion(int protocol, int type, int flags, byte[] payload) {
    private static final int RECEIVED = 1 << 15;

    /** The answer's error number, as a result; anything else than an error is success. */
    Result ask(Linux linux) {
        Result opened = new Result(
                linux.raw().call(Nr.SOCKET, Socket.AF_NETLINK, Socket.SOCK_RAW | Socket.SOCK_CLOEXEC, protocol));
        if (!opened.ok()) {
            return opened;
        }
        try (Fd socket = linux.files().adopt(opened, "socket", "netlink");
                Arena arena = new Arena()) {
            Block message = arena.allocate(Netlink.NLMSG_HDRLEN + payload.length);
            message.putInt(0, (int) message.size()).putShort(4, (short) type);
            message.putShort(6, (short) (Netlink.NLM_F_REQUEST | flags)).putInt(8, 1);
            message.putBytes(Netlink.NLMSG_HDRLEN, payload);
            Result sent = linux.files().write(socket, message);
            if (!sent.ok()) {
                return sent;
            }
            Block answer = arena.allocate(RECEIVED);
            Result received = linux.files().read(socket, answer);
            boolean error = received.ok() && answer.getShort(4) == Netlink.NLMSG_ERROR;
            return error ? new Result(answer.getInt(Netlink.NLMSG_HDRLEN)) : received;
        }
    }
}
