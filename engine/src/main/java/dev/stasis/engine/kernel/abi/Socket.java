package dev.stasis.engine.kernel.abi;

/** Sockets of any family: asm-generic/socket.h, linux/socket.h, linux/sockios.h; families, levels and MSG_* as in sys/socket.h (the kernel has them in no uapi header). "since" names the first kernel. */
public final class Socket {
    // Families
    public static final int AF_UNSPEC = 0;
    public static final int AF_UNIX = 1;
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int AF_PACKET = 17;
    public static final int AF_VSOCK = 40;

    // Types, and flags beside them
    public static final int SOCK_STREAM = 1;
    public static final int SOCK_DGRAM = 2;
    public static final int SOCK_RAW = 3;
    public static final int SOCK_RDM = 4;
    public static final int SOCK_SEQPACKET = 5;
    public static final int SOCK_DCCP = 6;
    public static final int SOCK_PACKET = 0xa;
    public static final int SOCK_NONBLOCK = 0x800;
    public static final int SOCK_CLOEXEC = 0x80000;

    // Levels
    public static final int SOL_SOCKET = 1;
    public static final int SOL_IP = 0;
    public static final int SOL_TCP = 6;
    public static final int SOL_UDP = 17;
    public static final int SOL_IPV6 = 41;
    public static final int SOL_RAW = 255;
    public static final int SOL_PACKET = 263;
    public static final int SOL_NETLINK = 270;

    // Options of SOL_SOCKET
    public static final int SO_DEBUG = 1;
    public static final int SO_REUSEADDR = 2;
    public static final int SO_TYPE = 3;
    public static final int SO_ERROR = 4;
    public static final int SO_DONTROUTE = 5;
    public static final int SO_BROADCAST = 6;
    public static final int SO_SNDBUF = 7;
    public static final int SO_RCVBUF = 8;
    public static final int SO_KEEPALIVE = 9;
    public static final int SO_OOBINLINE = 10;
    public static final int SO_NO_CHECK = 11;
    public static final int SO_PRIORITY = 12;
    public static final int SO_LINGER = 13;
    public static final int SO_BSDCOMPAT = 14;
    public static final int SO_REUSEPORT = 15;
    public static final int SO_PASSCRED = 16;
    public static final int SO_PEERCRED = 17;
    public static final int SO_RCVLOWAT = 18;
    public static final int SO_SNDLOWAT = 19;
    public static final int SO_RCVTIMEO = 20;
    public static final int SO_SNDTIMEO = 21;
    public static final int SO_BINDTODEVICE = 25;
    public static final int SO_ATTACH_FILTER = 26;
    public static final int SO_DETACH_FILTER = 27;
    public static final int SO_GET_FILTER = 26;
    public static final int SO_PEERNAME = 28;
    public static final int SO_TIMESTAMP = 29;
    public static final int SO_ACCEPTCONN = 30;
    public static final int SO_PEERSEC = 31;
    public static final int SO_SNDBUFFORCE = 32;
    public static final int SO_RCVBUFFORCE = 33;
    public static final int SO_PASSSEC = 34;
    public static final int SO_TIMESTAMPNS = 35;
    public static final int SO_MARK = 36;
    public static final int SO_TIMESTAMPING = 37;
    public static final int SO_PROTOCOL = 38;
    public static final int SO_DOMAIN = 39;
    public static final int SO_RXQ_OVFL = 40;
    public static final int SO_WIFI_STATUS = 41;
    public static final int SO_PEEK_OFF = 42;
    public static final int SO_NOFCS = 43;
    public static final int SO_LOCK_FILTER = 44;
    public static final int SO_SELECT_ERR_QUEUE = 45;
    public static final int SO_BUSY_POLL = 46;
    public static final int SO_MAX_PACING_RATE = 47;
    public static final int SO_BPF_EXTENSIONS = 48;
    public static final int SO_INCOMING_CPU = 49;
    public static final int SO_ATTACH_BPF = 50;
    public static final int SO_ATTACH_REUSEPORT_CBPF = 51; // since 4.5
    public static final int SO_ATTACH_REUSEPORT_EBPF = 52; // since 4.5
    public static final int SO_CNX_ADVICE = 53; // since 4.6
    public static final int SO_MEMINFO = 55; // since 4.12
    public static final int SO_INCOMING_NAPI_ID = 56; // since 4.12
    public static final int SO_COOKIE = 57; // since 4.12
    public static final int SO_PEERGROUPS = 59; // since 4.13
    public static final int SO_ZEROCOPY = 60; // since 4.14
    public static final int SO_TXTIME = 61; // since 4.19
    public static final int SO_BINDTOIFINDEX = 62; // since 5.1
    public static final int SO_TIMESTAMP_NEW = 63; // since 5.1
    public static final int SO_TIMESTAMPNS_NEW = 64; // since 5.1
    public static final int SO_TIMESTAMPING_NEW = 65; // since 5.1
    public static final int SO_RCVTIMEO_NEW = 66; // since 5.1
    public static final int SO_SNDTIMEO_NEW = 67; // since 5.1
    public static final int SO_PREFER_BUSY_POLL = 69; // since 5.11
    public static final int SO_BUSY_POLL_BUDGET = 70; // since 5.11
    public static final int SO_NETNS_COOKIE = 71; // since 5.14
    public static final int SO_BUF_LOCK = 72; // since 5.16
    public static final int SO_RESERVE_MEM = 73; // since 5.17
    public static final int SO_TXREHASH = 74; // since 6.0
    public static final int SO_RCVMARK = 75; // since 6.0
    public static final int SO_PASSPIDFD = 76; // since 6.5
    public static final int SO_PEERPIDFD = 77; // since 6.5
    public static final int SO_RCVPRIORITY = 82; // since 6.14
    public static final int SO_PASSRIGHTS = 83; // since 6.16

    // SO_BUF_LOCK
    public static final int SOCK_SNDBUF_LOCK = 1;
    public static final int SOCK_RCVBUF_LOCK = 2;

    // Messages
    public static final int MSG_OOB = 1;
    public static final int MSG_PEEK = 2;
    public static final int MSG_DONTROUTE = 4;
    public static final int MSG_CTRUNC = 8;
    public static final int MSG_TRUNC = 0x20;
    public static final int MSG_DONTWAIT = 0x40;
    public static final int MSG_EOR = 0x80;
    public static final int MSG_WAITALL = 0x100;
    public static final int MSG_ERRQUEUE = 0x2000;
    public static final int MSG_NOSIGNAL = 0x4000;
    public static final int MSG_MORE = 0x8000;
    public static final int MSG_WAITFORONE = 0x10000;
    public static final int MSG_CMSG_CLOEXEC = 0x40000000;

    // Control messages of SOL_SOCKET
    public static final int SCM_RIGHTS = 1;
    public static final int SCM_CREDENTIALS = 2;
    public static final int SCM_SECURITY = 3;
    public static final int SCM_PIDFD = 4; // since 6.5

    // shutdown(2); a socket's state as UNIX_DIAG_SHUTDOWN and INET_DIAG_SHUTDOWN say it is how + 1, as bits
    public static final int SHUT_RD = 0;
    public static final int SHUT_WR = 1;
    public static final int SHUT_RDWR = 2;

    // ioctl(2)
    public static final int SIOCINQ = 0x541b;
    public static final int SIOCOUTQ = 0x5411;
    public static final int SIOCUNIXFILE = 0x89e0; // since 4.10
    public static final int SIOCGSKNS = 0x894c; // since 4.10
    public static final int SIOCATMARK = 0x8905;
    public static final int SIOCGPGRP = 0x8904;
    public static final int FIOGETOWN = 0x8903;

    // Limits
    public static final int UNIX_PATH_MAX = 108;
    public static final int SOMAXCONN = 4096;
    public static final int SCM_MAX_FD = 253;

    private Socket() {}
}
