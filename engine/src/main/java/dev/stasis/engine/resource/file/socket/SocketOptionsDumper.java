package dev.stasis.engine.resource.file.socket;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.call.SocketCalls;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads the options of a socket. */
public final class SocketOptionsDumper {
    private static final int TIMEVAL = 16;
    private static final int INTERFACE_NAME = 16;
    private static final int INSTRUCTION = 8;

    private final SocketCalls sockets;
    private final Fd socket;
    private final String subject;

    private SocketOptionsDumper(Linux linux, Fd socket, String subject) {
        this.sockets = linux.sockets();
        this.socket = socket;
        this.subject = subject;
    }

    /**
     * @param subject names the socket in errors
     */
    public static SocketOptions read(Linux linux, Fd socket, String subject) {
        return new SocketOptionsDumper(linux, socket, subject).read();
    }

    private SocketOptions read() {
        return new SocketOptions(
                number(Socket.SO_SNDBUF),
                number(Socket.SO_RCVBUF),
                timeout(Socket.SO_SNDTIMEO),
                timeout(Socket.SO_RCVTIMEO),
                ints(),
                linger(),
                device(),
                filter());
    }

    private int number(int option) {
        return (int) sockets.intOption(socket, Socket.SOL_SOCKET, option).orThrow("getsockopt " + option, subject);
    }

    private Map<IntOption, Integer> ints() {
        Map<IntOption, Integer> ints = new EnumMap<>(IntOption.class);
        for (IntOption option : IntOption.values()) {
            Result value = sockets.intOption(socket, Socket.SOL_SOCKET, option.option());
            if (!value.failedWith(Errno.ENOTSUP) && !value.failedWith(Errno.ENOPROTOOPT)) {
                ints.put(option, (int) value.orThrow("getsockopt(SO_" + option + ")", subject));
            }
        }
        return ints;
    }

    private SocketOptions.Timeout timeout(int option) {
        try (Arena arena = new Arena()) {
            Block value = arena.allocate(TIMEVAL);
            sockets.option(socket, Socket.SOL_SOCKET, option, value).orThrow("getsockopt " + option, subject);
            return new SocketOptions.Timeout(value.getLong(0), value.getLong(8));
        }
    }

    private OptionalInt linger() {
        try (Arena arena = new Arena()) {
            Block value = arena.allocate(8);
            sockets.option(socket, Socket.SOL_SOCKET, Socket.SO_LINGER, value)
                    .orThrow("getsockopt(SO_LINGER)", subject);
            return value.getInt(0) == 0 ? OptionalInt.empty() : OptionalInt.of(value.getInt(4));
        }
    }

    private String device() {
        try (Arena arena = new Arena()) {
            Block value = arena.allocate(INTERFACE_NAME);
            sockets.option(socket, Socket.SOL_SOCKET, Socket.SO_BINDTODEVICE, value)
                    .orThrow("getsockopt(SO_BINDTODEVICE)", subject);
            return value.getString(0);
        }
    }

    /** SO_GET_FILTER counts instructions, not bytes; asked with no room it tells how many there are. */
    private List<Long> filter() {
        try (Arena arena = new Arena()) {
            Result count = sockets.option(socket, Socket.SOL_SOCKET, Socket.SO_GET_FILTER, arena.allocate(0));
            if (count.failedWith(Errno.EACCES)) {
                throw new Unsupported("cannot save " + subject
                        + ": it has an eBPF filter, which the kernel does not give back; detach it for the dump");
            }
            int instructions = (int) count.orThrow("getsockopt(SO_GET_FILTER)", subject);
            List<Long> filter = new ArrayList<>();
            if (instructions > 0) {
                Block program = arena.allocate((long) instructions * INSTRUCTION);
                sockets.option(socket, Socket.SOL_SOCKET, Socket.SO_GET_FILTER, program)
                        .orThrow("getsockopt(SO_GET_FILTER)", subject);
                for (int i = 0; i < instructions; i++) {
                    filter.add(instruction(program.slice((long) i * INSTRUCTION, INSTRUCTION)));
                }
            }
            return filter;
        }
    }

    /** struct sock_filter of linux/filter.h: code, jump if true, jump if false, constant. */
    private static long instruction(Block filter) {
        long code = Short.toUnsignedLong(filter.getShort(0));
        long jumpTrue = Byte.toUnsignedLong(filter.getByte(2));
        long jumpFalse = Byte.toUnsignedLong(filter.getByte(3));
        return code << 48 | jumpTrue << 40 | jumpFalse << 32 | Integer.toUnsignedLong(filter.getInt(4));
    }
}
