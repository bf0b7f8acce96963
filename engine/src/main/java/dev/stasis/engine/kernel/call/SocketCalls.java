package dev.stasis.engine.kernel.call;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.fd.Fd;

/** Calls on sockets of this process. An address is a block that holds a struct sockaddr and nothing else. */
public final class SocketCalls {
    private final Syscalls sys;
    private final FileCalls files;

    SocketCalls(Syscalls sys, FileCalls files) {
        this.sys = sys;
        this.files = files;
    }

    public Result trySocket(int family, int type, int protocol) {
        return new Result(sys.call(Nr.SOCKET, family, type | Socket.SOCK_CLOEXEC, protocol));
    }

    public Fd socket(int family, int type, int protocol) {
        return files.adopt(trySocket(family, type, protocol), "socket", "family " + family + ", type " + type);
    }

    /** socketpair(2) of protocol 0. */
    public Fd[] pair(int family, int type) {
        try (Arena arena = new Arena()) {
            Block pair = arena.allocate(8);
            new Result(sys.call(Nr.SOCKETPAIR, family, type | Socket.SOCK_CLOEXEC, 0, pair.address()))
                    .orThrow("socketpair", "family " + family + ", type " + type);
            return new Fd[] {Fd.owning(files, pair.getInt(0)), Fd.owning(files, pair.getInt(4))};
        }
    }

    public Result bind(Fd socket, Block address) {
        return new Result(sys.call(Nr.BIND, socket.number(), address.address(), address.size()));
    }

    public Result connect(Fd socket, Block address) {
        return new Result(sys.call(Nr.CONNECT, socket.number(), address.address(), address.size()));
    }

    public Result listen(Fd socket, int backlog) {
        return new Result(sys.call(Nr.LISTEN, socket.number(), backlog));
    }

    public Result accept(Fd socket) {
        return new Result(sys.call(Nr.ACCEPT4, socket.number(), 0, 0, Socket.SOCK_CLOEXEC));
    }

    public Result shutdown(Fd socket, int how) {
        return new Result(sys.call(Nr.SHUTDOWN, socket.number(), how));
    }

    public Result send(Fd socket, Block data, int flags) {
        return new Result(sys.call(Nr.SENDTO, socket.number(), data.address(), data.size(), flags, 0, 0));
    }

    public Result sendTo(Fd socket, Block data, int flags, Block address) {
        return new Result(sys.call(
                Nr.SENDTO, socket.number(), data.address(), data.size(), flags, address.address(), address.size()));
    }

    public Result receive(Fd socket, Block into, int flags) {
        return new Result(sys.call(Nr.RECVFROM, socket.number(), into.address(), into.size(), flags, 0, 0));
    }

    /** recvmsg(2): {@code header} is a struct msghdr of 56 bytes. */
    public Result receiveMessage(Fd socket, Block header, int flags) {
        return new Result(sys.call(Nr.RECVMSG, socket.number(), header.address(), flags));
    }

    /** getsockopt(2): the result is the number of bytes in {@code value}. */
    public Result option(Fd socket, int level, int name, Block value) {
        try (Arena arena = new Arena()) {
            Block length = arena.allocate(4).putInt(0, (int) value.size());
            Result result = new Result(
                    sys.call(Nr.GETSOCKOPT, socket.number(), level, name, value.address(), length.address()));
            return result.ok() ? new Result(length.getInt(0)) : result;
        }
    }

    /** Value of an option that is an int. */
    public Result intOption(Fd socket, int level, int name) {
        try (Arena arena = new Arena()) {
            Block value = arena.allocate(4);
            Result result = option(socket, level, name, value);
            return result.ok() ? new Result(value.getInt(0) & 0xffffffffL) : result;
        }
    }

    public Result setOption(Fd socket, int level, int name, Block value) {
        return new Result(sys.call(Nr.SETSOCKOPT, socket.number(), level, name, value.address(), value.size()));
    }

    public Result setIntOption(Fd socket, int level, int name, int value) {
        try (Arena arena = new Arena()) {
            return setOption(socket, level, name, arena.allocate(4).putInt(0, value));
        }
    }

    /** getsockname(2): the result is the number of bytes in {@code address}. */
    public Result name(Fd socket, Block address) {
        return address(Nr.GETSOCKNAME, socket, address);
    }

    /** getpeername(2): as {@link #name}. */
    public Result peerName(Fd socket, Block address) {
        return address(Nr.GETPEERNAME, socket, address);
    }

    private Result address(int nr, Fd socket, Block address) {
        try (Arena arena = new Arena()) {
            Block length = arena.allocate(4).putInt(0, (int) address.size());
            Result result = new Result(sys.call(nr, socket.number(), address.address(), length.address()));
            return result.ok() ? new Result(length.getInt(0)) : result;
        }
    }
}
