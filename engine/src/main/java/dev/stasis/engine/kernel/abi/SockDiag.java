package dev.stasis.engine.kernel.abi;

/** Asking for sockets over netlink: linux/sock_diag.h, linux/unix_diag.h, linux/inet_diag.h. "since" names the first kernel. */
public final class SockDiag {
    // Types of a message
    public static final int SOCK_DIAG_BY_FAMILY = 20;
    public static final int SOCK_DESTROY = 21; // since 4.5

    // What a unix dump shall show
    public static final int UDIAG_SHOW_NAME = 1;
    public static final int UDIAG_SHOW_VFS = 2;
    public static final int UDIAG_SHOW_PEER = 4;
    public static final int UDIAG_SHOW_ICONS = 8;
    public static final int UDIAG_SHOW_RQLEN = 0x10;
    public static final int UDIAG_SHOW_MEMINFO = 0x20;
    public static final int UDIAG_SHOW_UID = 0x40; // since 5.3

    // Attributes of a unix answer
    public static final int UNIX_DIAG_NAME = 0;
    public static final int UNIX_DIAG_VFS = 1;
    public static final int UNIX_DIAG_PEER = 2;
    public static final int UNIX_DIAG_ICONS = 3;
    public static final int UNIX_DIAG_RQLEN = 4;
    public static final int UNIX_DIAG_MEMINFO = 5;
    public static final int UNIX_DIAG_SHUTDOWN = 6;
    public static final int UNIX_DIAG_UID = 7; // since 5.3

    // Attributes of an inet request and answer
    public static final int INET_DIAG_REQ_PROTOCOL = 3; // since 5.10
    public static final int INET_DIAG_MEMINFO = 1;
    public static final int INET_DIAG_INFO = 2;
    public static final int INET_DIAG_CONG = 4;
    public static final int INET_DIAG_TOS = 5;
    public static final int INET_DIAG_TCLASS = 6;
    public static final int INET_DIAG_SKMEMINFO = 7;
    public static final int INET_DIAG_SHUTDOWN = 8;
    public static final int INET_DIAG_PROTOCOL = 10;
    public static final int INET_DIAG_SKV6ONLY = 11;
    public static final int INET_DIAG_MARK = 15;
    public static final int INET_DIAG_ULP_INFO = 19; // since 5.4
    public static final int INET_DIAG_CGROUP_ID = 21; // since 5.7
    public static final int INET_DIAG_SOCKOPT = 22; // since 5.10
    public static final long INET_DIAG_NOCOOKIE = 4294967295L;

    // What a netlink and a packet dump shall show
    public static final int NDIAG_PROTO_ALL = 0xff;
    public static final int NDIAG_SHOW_MEMINFO = 1;
    public static final int NDIAG_SHOW_GROUPS = 2;
    public static final int PACKET_SHOW_INFO = 1;
    public static final int PACKET_SHOW_MCLIST = 2;
    public static final int PACKET_SHOW_RING_CFG = 4;
    public static final int PACKET_SHOW_FANOUT = 8;

    private SockDiag() {}
}
