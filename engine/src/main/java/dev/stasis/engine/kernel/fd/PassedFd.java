package dev.stasis.engine.kernel.fd;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import java.util.Optional;

/** One descriptor with one byte over a unix socket: SCM_RIGHTS of unix(7). */
public final class PassedFd {
    private static final long HEADER = 56;
    private static final long CONTROL_ADDRESS = 32;
    private static final long CONTROL_LENGTH = 40;
    private static final long CMSG = 16;

    private PassedFd() {}

    /** Sends a copy of {@code passed}; the sender keeps its own. */
    public static Result send(Linux linux, Fd socket, Fd passed) {
        try (Arena arena = new Arena()) {
            Block header = header(arena);
            Block control = Block.at(header.getLong(CONTROL_ADDRESS), CMSG + 8);
            control.putLong(0, CMSG + 4).putInt(8, Socket.SOL_SOCKET).putInt(12, Socket.SCM_RIGHTS);
            control.putInt(CMSG, passed.number());
            return new Result(linux.raw().call(Nr.SENDMSG, socket.number(), header.address(), Socket.MSG_NOSIGNAL));
        }
    }

    /** Receives one; empty when the sender closed the socket, or sent a byte without a descriptor. */
    public static Optional<Fd> receive(Linux linux, Fd socket) {
        try (Arena arena = new Arena()) {
            Block header = header(arena);
            Result got;
            do {
                got = linux.sockets().receiveMessage(socket, header, Socket.MSG_CMSG_CLOEXEC);
            } while (got.failedWith(Errno.EINTR));
            if (!got.ok()) {
                throw new KernelRefused("recvmsg", "a passed descriptor", got.errno());
            }
            Block control = Block.at(header.getLong(CONTROL_ADDRESS), CMSG + 8);
            boolean passed = header.getLong(CONTROL_LENGTH) >= CMSG + 4
                    && control.getInt(8) == Socket.SOL_SOCKET
                    && control.getInt(12) == Socket.SCM_RIGHTS;
            return passed ? Optional.of(Fd.owning(linux.files(), control.getInt(CMSG))) : Optional.empty();
        }
    }

    private static Block header(Arena arena) {
        Block vector =
                arena.allocate(16).putLong(0, arena.allocate(1).address()).putLong(8, 1);
        return arena.allocate(HEADER)
                .putLong(16, vector.address())
                .putLong(24, 1)
                .putLong(CONTROL_ADDRESS, arena.allocate(CMSG + 8).address())
                .putLong(CONTROL_LENGTH, CMSG + 8);
    }
}
