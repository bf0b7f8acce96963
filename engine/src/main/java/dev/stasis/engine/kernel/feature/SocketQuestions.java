package dev.stasis.engine.kernel.feature;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.In;
import dev.stasis.engine.kernel.abi.In6;
import dev.stasis.engine.kernel.abi.Netlink;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.SockDiag;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.abi.Tcp;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.Optional;
import java.util.function.Function;

/** About sockets and networks. */
final class SocketQuestions {
    /** linux/inet_diag.h: struct inet_diag_req_v2. */
    private static final int INET_DIAG_REQUEST = 56;

    private static final int UNIX_DIAG_REQUEST = 24;
    private static final int SOCKADDR_IN = 16;
    /** linux/netfilter_ipv4/ip_tables.h: IPT_SO_GET_INFO and struct ipt_getinfo. */
    private static final int IPT_SO_GET_INFO = 64;

    private static final int IPT_GETINFO = 84;
    /** NFNL_SUBSYS_NFTABLES of linux/netfilter/nfnetlink.h and NFT_MSG_GETGEN. */
    private static final int NFT_GETGEN = 10 << 8 | 16;

    private SocketQuestions() {}

    static Optional<String> unixDiag(Linux linux, StoppedTask task) {
        byte[] request = new byte[UNIX_DIAG_REQUEST];
        request[0] = Socket.AF_UNIX;
        NetlinkQuestion question = new NetlinkQuestion(
                Netlink.NETLINK_SOCK_DIAG, SockDiag.SOCK_DIAG_BY_FAMILY, Netlink.NLM_F_DUMP, request);
        return Question.refused("NETLINK_SOCK_DIAG for unix sockets", question.ask(linux));
    }

    static Optional<String> rawDiag(Linux linux, StoppedTask task) {
        byte[] request = new byte[INET_DIAG_REQUEST];
        request[0] = Socket.AF_INET;
        request[1] = (byte) In.IPPROTO_RAW;
        NetlinkQuestion question = new NetlinkQuestion(
                Netlink.NETLINK_SOCK_DIAG, SockDiag.SOCK_DIAG_BY_FAMILY, Netlink.NLM_F_DUMP, request);
        return Question.refused("NETLINK_SOCK_DIAG for raw sockets", question.ask(linux));
    }

    static Optional<String> nftables(Linux linux, StoppedTask task) {
        NetlinkQuestion question = new NetlinkQuestion(Netlink.NETLINK_NETFILTER, NFT_GETGEN, 0, new byte[4]);
        return Question.refused("nftables by netlink", question.ask(linux));
    }

    static Optional<String> iptables(Linux linux, StoppedTask task) {
        return on(linux, Socket.AF_INET, Socket.SOCK_RAW, In.IPPROTO_RAW, socket -> {
            try (Arena arena = new Arena()) {
                Block info = arena.allocate(IPT_GETINFO)
                        .putBytes(0, "filter".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                Block size = arena.allocate(8).putInt(0, IPT_GETINFO);
                return Question.refused(
                        "getsockopt(IPT_SO_GET_INFO)",
                        new Result(linux.raw()
                                .call(
                                        Nr.GETSOCKOPT,
                                        socket.number(),
                                        Socket.SOL_IP,
                                        IPT_SO_GET_INFO,
                                        info.address(),
                                        size.address())));
            }
        });
    }

    static Optional<String> peekOffset(Linux linux, StoppedTask task) {
        return on(
                linux,
                Socket.AF_UNIX,
                Socket.SOCK_STREAM,
                0,
                socket -> option(linux, socket, Socket.SOL_SOCKET, Socket.SO_PEEK_OFF, -1, "setsockopt(SO_PEEK_OFF)"));
    }

    static Optional<String> bufferLock(Linux linux, StoppedTask task) {
        return on(
                linux,
                Socket.AF_UNIX,
                Socket.SOCK_STREAM,
                0,
                socket -> option(linux, socket, Socket.SOL_SOCKET, Socket.SO_BUF_LOCK, 0, "setsockopt(SO_BUF_LOCK)"));
    }

    static Optional<String> freebind6(Linux linux, StoppedTask task) {
        return on(
                linux,
                Socket.AF_INET6,
                Socket.SOCK_STREAM,
                0,
                socket -> option(linux, socket, Socket.SOL_IPV6, In6.IPV6_FREEBIND, 1, "setsockopt(IPV6_FREEBIND)"));
    }

    static Optional<String> namespaceOfSocket(Linux linux, StoppedTask task) {
        return on(
                linux,
                Socket.AF_UNIX,
                Socket.SOCK_STREAM,
                0,
                socket -> FileQuestions.closed(
                        linux, "ioctl(SIOCGSKNS)", linux.files().ioctl(socket, Socket.SIOCGSKNS, 0)));
    }

    /** ENOENT: this socket has no file, which is known only to a kernel that knows the request. */
    static Optional<String> fileOfSocket(Linux linux, StoppedTask task) {
        return on(
                linux,
                Socket.AF_UNIX,
                Socket.SOCK_STREAM,
                0,
                socket -> Question.unless(
                        Errno.ENOENT, "ioctl(SIOCUNIXFILE)", linux.files().ioctl(socket, Socket.SIOCUNIXFILE, 0)));
    }

    static Optional<String> tcpRepair(Linux linux, StoppedTask task) {
        return on(
                linux,
                Socket.AF_INET,
                Socket.SOCK_STREAM,
                0,
                socket -> option(
                        linux, socket, Socket.SOL_TCP, Tcp.TCP_REPAIR, Tcp.TCP_REPAIR_ON, "setsockopt(TCP_REPAIR)"));
    }

    /** Until 4.12 repair was for closed and established sockets only: a connection half closed was refused. */
    static Optional<String> repairHalfClosed(Linux linux, StoppedTask task) {
        return on(
                linux,
                Socket.AF_INET,
                Socket.SOCK_STREAM,
                0,
                listener -> on(linux, Socket.AF_INET, Socket.SOCK_STREAM, 0, client -> {
                    try (Arena arena = new Arena()) {
                        Block address = arena.allocate(SOCKADDR_IN).putShort(0, (short) Socket.AF_INET);
                        address.putInt(4, 0x0100007f);
                        Block size = arena.allocate(8).putInt(0, SOCKADDR_IN);
                        int server = listener.number();
                        linux.raw().call(Nr.BIND, server, address.address(), SOCKADDR_IN);
                        linux.raw().call(Nr.LISTEN, server, 1);
                        linux.raw().call(Nr.GETSOCKNAME, server, address.address(), size.address());
                        Result connected = new Result(
                                linux.raw().call(Nr.CONNECT, client.number(), address.address(), SOCKADDR_IN));
                        if (!connected.ok()) {
                            return Question.refused("connect over loopback", connected);
                        }
                        linux.raw().call(Nr.SHUTDOWN, client.number(), Socket.SHUT_WR);
                        return option(
                                linux,
                                client,
                                Socket.SOL_TCP,
                                Tcp.TCP_REPAIR,
                                Tcp.TCP_REPAIR_ON,
                                "setsockopt(TCP_REPAIR) on a half closed connection");
                    }
                }));
    }

    private static Optional<String> option(Linux linux, Fd socket, int level, int name, int value, String call) {
        try (Arena arena = new Arena()) {
            long pointer = arena.allocate(4).putInt(0, value).address();
            return Question.refused(
                    call, new Result(linux.raw().call(Nr.SETSOCKOPT, socket.number(), level, name, pointer, 4)));
        }
    }

    private static Optional<String> on(
            Linux linux, int family, int type, int protocol, Function<Fd, Optional<String>> question) {
        Result opened = new Result(linux.raw().call(Nr.SOCKET, family, type | Socket.SOCK_CLOEXEC, protocol));
        if (!opened.ok()) {
            return Question.refused("socket of family " + family, opened);
        }
        try (Fd socket = linux.files().adopt(opened, "socket", "")) {
            return question.apply(socket);
        }
    }
}
