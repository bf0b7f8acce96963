package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.kernel.abi.Signal;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.fd.PassedFd;
import dev.stasis.engine.serving.ChildProgram;
import dev.stasis.engine.trace.x86_64.SeedCode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;

/**
 * A process of some hundred bytes that has a copy of every userfaultfd. When the last copy of one is closed, the kernel fills
 * what is missing with zeros, and the program goes on with them: so that this does not happen when the daemon dies, the keeper
 * keeps them until the restored processes have ended. They wait for ever where they lack pages, and can be killed.
 */
final class MemoryKeeper implements AutoCloseable {
    private static final int SOCKET_AT = 1;

    /*
     * close(0..2); while (recvmsg(socket) > 0); then once a second ioctl(UFFDIO_COPY) to where nothing is, on every descriptor,
     * and close those that answer ESRCH; exit_group(0) when there are none
     */
    private static final byte[] PROGRAM = HexFormat.of()
            .parseHex("bb443322114881ec000200004889e531ffb8030000000f05bf01000000b8030000000f05bf02"
                    + "000000b8030000000f0531c04889450048894508488d4d4048894d1048c7451801000000488d"
                    + "556048891148c7410801000000488d95800000004889552048c745284000000089df4889ee31"
                    + "d2b82f0000000f0585c07fb283f8fc74ad89dfb8030000000f054531e44531ed48c745000000"
                    + "010048c745080010000048c745100010000048c745180000000048c74520000000004489efbe"
                    + "03aa28c04889eab8100000000f0583f8f7741783f8fd740841bc01000000eb0a4489efb80300"
                    + "00000f0541ffc54181fd00000100729e4585e4742148c745000100000048c745080000000048"
                    + "89ef31f6b8230000000f05e972ffffff31ffb8e70000000f05");

    private final Linux linux;
    private final Fd socket;
    private final int pid;

    private MemoryKeeper(Linux linux, Fd socket, int pid) {
        this.linux = linux;
        this.socket = socket;
        this.pid = pid;
    }

    static MemoryKeeper start(Linux linux) {
        Fd[] pair = linux.sockets().pair(Socket.AF_UNIX, Socket.SOCK_STREAM);
        try (Fd theirs = pair[1];
                Fd program = linux.files().memfd("stasis-keeper", 1);
                Arena arena = new Arena()) {
            byte[] code = PROGRAM.clone();
            ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN).putInt(SOCKET_AT, theirs.number());
            linux.files().write(program, arena.copy(SeedCode.elf(code))).orThrow("write", "the keeper's program");
            int pid = ChildProgram.start(
                    linux,
                    "/proc/self/fd/" + program.number(),
                    List.of("stasis-keeper"),
                    List.of(),
                    List.of(theirs.number()));
            return new MemoryKeeper(linux, pair[0], pid);
        }
    }

    /** Gives it a copy. */
    void keep(Fd userfaultfd) {
        PassedFd.send(linux, socket, userfaultfd).orThrow("sendmsg", "the keeper of the userfaultfds");
    }

    /** Nothing is missing any more: it ends. */
    void release() {
        linux.processes().kill(pid, Signal.SIGKILL);
        linux.processes().awaitEnd(pid);
    }

    /** Unless it was released it keeps what it has. */
    @Override
    public void close() {
        socket.close();
    }
}
