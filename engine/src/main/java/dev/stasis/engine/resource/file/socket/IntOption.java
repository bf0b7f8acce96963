package dev.stasis.engine.resource.file.socket;

import dev.stasis.engine.kernel.abi.Socket;

/** Options of SOL_SOCKET that are an int and are set as they are read. */
public enum IntOption {
    REUSEADDR(Socket.SO_REUSEADDR),
    REUSEPORT(Socket.SO_REUSEPORT),
    PRIORITY(Socket.SO_PRIORITY),
    RCVLOWAT(Socket.SO_RCVLOWAT),
    MARK(Socket.SO_MARK),
    /** Since Linux 6.16 unix and netlink sockets only. */
    PASSCRED(Socket.SO_PASSCRED),
    /** Since Linux 6.16 unix and netlink sockets only. */
    PASSSEC(Socket.SO_PASSSEC),
    DONTROUTE(Socket.SO_DONTROUTE),
    NO_CHECK(Socket.SO_NO_CHECK),
    BROADCAST(Socket.SO_BROADCAST),
    KEEPALIVE(Socket.SO_KEEPALIVE),
    OOBINLINE(Socket.SO_OOBINLINE),
    /** Which buffer sizes the program has set itself; since Linux 5.16. */
    BUF_LOCK(Socket.SO_BUF_LOCK);

    private final int option;

    IntOption(int option) {
        this.option = option;
    }

    /** SO_* of asm-generic/socket.h. */
    public int option() {
        return option;
    }
}
