package dev.stasis.engine.resource.file.socket;

import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.SocketCalls;
import dev.stasis.engine.kernel.fd.Fd;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Sets the options of a restored socket: those that differ from what it has, so that no right is asked for in vain. */
public final class SocketOptionsRestorer {
    private static final int TIMEVAL = 16;
    private static final int INSTRUCTION = 8;

    private final Linux linux;
    private final SocketCalls sockets;
    private final Fd socket;
    private final String subject;

    private SocketOptionsRestorer(Linux linux, Fd socket, String subject) {
        this.linux = linux;
        this.sockets = linux.sockets();
        this.socket = socket;
        this.subject = subject;
    }

    /**
     * @param subject names the socket in errors
     */
    public static void apply(Linux linux, Fd socket, SocketOptions wanted, String subject) {
        new SocketOptionsRestorer(linux, socket, subject).apply(wanted);
    }

    private void apply(SocketOptions wanted) {
        SocketOptions present = SocketOptionsDumper.read(linux, socket, subject);
        if (wanted.sendBuffer() != present.sendBuffer()) {
            set(Socket.SO_SNDBUFFORCE, wanted.sendBuffer() / 2);
        }
        if (wanted.receiveBuffer() != present.receiveBuffer()) {
            set(Socket.SO_RCVBUFFORCE, wanted.receiveBuffer() / 2);
        }
        if (!wanted.sendTimeout().equals(present.sendTimeout())) {
            timeout(Socket.SO_SNDTIMEO, wanted.sendTimeout());
        }
        if (!wanted.receiveTimeout().equals(present.receiveTimeout())) {
            timeout(Socket.SO_RCVTIMEO, wanted.receiveTimeout());
        }
        if (!wanted.linger().equals(present.linger())) {
            linger(wanted.linger());
        }
        if (!wanted.device().equals(present.device())) {
            device(wanted.device());
        }
        if (!wanted.filter().equals(present.filter())) {
            filter(wanted.filter());
        }
        // Last, for setting a size locks its buffer.
        ints(wanted.ints());
    }

    private void ints(Map<IntOption, Integer> wanted) {
        for (IntOption option : IntOption.values()) {
            Integer value = wanted.get(option);
            if (value != null) {
                long present = sockets.intOption(socket, Socket.SOL_SOCKET, option.option())
                        .raw();
                if (present != Integer.toUnsignedLong(value)) {
                    set(option.option(), value);
                }
            }
        }
    }

    private void set(int option, int value) {
        sockets.setIntOption(socket, Socket.SOL_SOCKET, option, value)
                .orThrow("setsockopt " + option + " to " + value, subject);
    }

    private void set(String name, int option, Block value) {
        sockets.setOption(socket, Socket.SOL_SOCKET, option, value).orThrow("setsockopt(" + name + ")", subject);
    }

    private void timeout(int option, SocketOptions.Timeout timeout) {
        try (Arena arena = new Arena()) {
            Block value = arena.allocate(TIMEVAL).putLong(0, timeout.seconds()).putLong(8, timeout.microseconds());
            set(option == Socket.SO_SNDTIMEO ? "SO_SNDTIMEO" : "SO_RCVTIMEO", option, value);
        }
    }

    private void linger(OptionalInt seconds) {
        try (Arena arena = new Arena()) {
            Block value =
                    arena.allocate(8).putInt(0, seconds.isPresent() ? 1 : 0).putInt(4, seconds.orElse(0));
            set("SO_LINGER", Socket.SO_LINGER, value);
        }
    }

    private void device(String name) {
        try (Arena arena = new Arena()) {
            Block value = arena.copy((name + "\0").getBytes(StandardCharsets.UTF_8));
            set("SO_BINDTODEVICE to " + name, Socket.SO_BINDTODEVICE, value);
        }
    }

    /** struct sock_fprog: a count and the address of the instructions. */
    private void filter(List<Long> instructions) {
        try (Arena arena = new Arena()) {
            Block program = arena.allocate((long) instructions.size() * INSTRUCTION);
            for (int i = 0; i < instructions.size(); i++) {
                long instruction = instructions.get(i);
                long at = (long) i * INSTRUCTION;
                program.putShort(at, (short) (instruction >>> 48));
                program.putByte(at + 2, (byte) (instruction >>> 40));
                program.putByte(at + 3, (byte) (instruction >>> 32));
                program.putInt(at + 4, (int) instruction);
            }
            Block value =
                    arena.allocate(16).putShort(0, (short) instructions.size()).putLong(8, program.address());
            set("SO_ATTACH_FILTER", Socket.SO_ATTACH_FILTER, value);
        }
    }
}
