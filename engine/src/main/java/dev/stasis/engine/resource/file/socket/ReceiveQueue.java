package dev.stasis.engine.resource.file.socket;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.call.SocketCalls;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what waits in a socket and leaves it there: with SO_PEEK_OFF each MSG_PEEK goes on where the last one ended. The
 * offset is put back afterwards.
 */
public final class ReceiveQueue {
    private static final int FIRST_BUFFER = 256 << 10;
    private static final int CONTROL = 8 << 10;
    private static final int HEADER = 56;
    private static final int FLAGS = 48;
    private static final int CONTROL_LENGTH = 40;
    private static final int CMSG_HEADER = 16;
    /** asm-generic/poll.h. */
    private static final int POLLRDHUP = 0x2000;

    private static final int PEEK = Socket.MSG_PEEK | Socket.MSG_DONTWAIT | Socket.MSG_CMSG_CLOEXEC;

    private final Linux linux;
    private final Fd socket;
    private final String subject;

    private ReceiveQueue(Linux linux, Fd socket, String subject) {
        this.linux = linux;
        this.socket = socket;
        this.subject = subject;
    }

    /** Message by message, empty ones too. */
    public static List<Packet> messages(Linux linux, Fd socket, String subject) {
        return new ReceiveQueue(linux, socket, subject).withOffset(ReceiveQueue::allMessages);
    }

    /**
     * Pieces of a stream, in all {@code bytes}. No more is asked for: at the end of a stream a pending error would be
     * taken out.
     */
    public static List<Packet> stream(Linux linux, Fd socket, long bytes, String subject) {
        return new ReceiveQueue(linux, socket, subject).withOffset(queue -> queue.pieces(bytes));
    }

    private interface Reading {
        List<Packet> from(ReceiveQueue queue);
    }

    private List<Packet> withOffset(Reading reading) {
        SocketCalls sockets = linux.sockets();
        int before = (int) sockets.intOption(socket, Socket.SOL_SOCKET, Socket.SO_PEEK_OFF)
                .orThrow("getsockopt(SO_PEEK_OFF)", subject);
        setOffset(0);
        try {
            return reading.from(this);
        } finally {
            setOffset(before);
        }
    }

    private void setOffset(int offset) {
        linux.sockets()
                .setIntOption(socket, Socket.SOL_SOCKET, Socket.SO_PEEK_OFF, offset)
                .orThrow("setsockopt(SO_PEEK_OFF)", subject);
    }

    private List<Packet> allMessages() {
        List<Packet> messages = new ArrayList<>();
        int seen = 0;
        long size = FIRST_BUFFER;
        while (true) {
            try (Arena arena = new Arena()) {
                Block buffer = arena.allocate(size);
                Block header = header(arena, buffer);
                Result length = linux.sockets().receiveMessage(socket, header, PEEK | Socket.MSG_TRUNC);
                if (length.failedWith(Errno.EAGAIN)) {
                    return messages;
                }
                long bytes = length.orThrow("recvmsg(MSG_PEEK)", subject);
                refuseDescriptors(header);
                if (bytes > size) {
                    // Again from its beginning: a message that was cut counts with the bytes that were copied.
                    size = bytes;
                    setOffset(seen);
                    continue;
                }
                if (bytes == 0 && shut(seen)) {
                    return messages;
                }
                messages.add(new Packet(buffer.getBytes(0, (int) bytes)));
                seen += (int) bytes;
            }
        }
    }

    /** A SOCK_SEQPACKET that was shut down reads as empty messages for ever once all of it was seen. */
    private boolean shut(int seen) {
        SocketCalls sockets = linux.sockets();
        if (sockets.intOption(socket, Socket.SOL_SOCKET, Socket.SO_TYPE).raw() != Socket.SOCK_SEQPACKET) {
            return false;
        }
        try (Arena arena = new Arena()) {
            Block poll = arena.allocate(8).putInt(0, socket.number()).putShort(4, (short) POLLRDHUP);
            linux.raw().call(Nr.POLL, poll.address(), 1, 0);
            Block bytes = arena.allocate(4);
            linux.files().ioctl(socket, Socket.SIOCINQ, bytes.address()).orThrow("ioctl(SIOCINQ)", subject);
            return (poll.getShort(6) & POLLRDHUP) != 0 && seen >= bytes.getInt(0);
        }
    }

    private List<Packet> pieces(long bytes) {
        List<Packet> pieces = new ArrayList<>();
        long left = bytes;
        while (left > 0) {
            try (Arena arena = new Arena()) {
                Block buffer = arena.allocate(Math.min(left, FIRST_BUFFER));
                Block header = header(arena, buffer);
                Result length = linux.sockets().receiveMessage(socket, header, PEEK);
                int piece = (int) length.orThrow("recvmsg(MSG_PEEK)", subject);
                refuseDescriptors(header);
                if (piece == 0) {
                    break;
                }
                pieces.add(new Packet(buffer.getBytes(0, piece)));
                left -= piece;
            }
        }
        return pieces;
    }

    private static Block header(Arena arena, Block buffer) {
        Block vector = arena.allocate(16).putLong(0, buffer.address()).putLong(8, buffer.size());
        Block control = arena.allocate(CONTROL);
        return arena.allocate(HEADER)
                .putLong(16, vector.address())
                .putLong(24, 1)
                .putLong(32, control.address())
                .putLong(CONTROL_LENGTH, CONTROL);
    }

    /** Descriptors on their way arrive with each peek, as new ones of this process. */
    private void refuseDescriptors(Block header) {
        Block control = Block.at(header.getLong(32), header.getLong(CONTROL_LENGTH));
        int descriptors = 0;
        long at = 0;
        while (at + CMSG_HEADER <= control.size()) {
            long length = control.getLong(at);
            if (length < CMSG_HEADER) {
                break;
            }
            if (control.getInt(at + 8) == Socket.SOL_SOCKET && control.getInt(at + 12) == Socket.SCM_RIGHTS) {
                for (long fd = at + CMSG_HEADER; fd + 4 <= at + length; fd += 4) {
                    linux.files().close(control.getInt(fd));
                    descriptors++;
                }
            }
            at += (length + 7) & ~7L;
        }
        boolean cut = (header.getInt(FLAGS) & Socket.MSG_CTRUNC) != 0;
        if (descriptors > 0 || cut) {
            throw new Unsupported("cannot save " + subject + ": " + (cut ? "more than " : "") + descriptors
                    + " descriptors were sent to it and not yet received (SCM_RIGHTS), which is not supported; let the "
                    + "receiver read them before the dump");
        }
    }
}
