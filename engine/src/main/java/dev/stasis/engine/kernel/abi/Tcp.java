package dev.stasis.engine.kernel.abi;

/** TCP options: linux/tcp.h. "since" names the first kernel. */
public final class Tcp {
    // Options of SOL_TCP
    public static final int TCP_NODELAY = 1;
    public static final int TCP_MAXSEG = 2;
    public static final int TCP_CORK = 3;
    public static final int TCP_KEEPIDLE = 4;
    public static final int TCP_KEEPINTVL = 5;
    public static final int TCP_KEEPCNT = 6;
    public static final int TCP_SYNCNT = 7;
    public static final int TCP_LINGER2 = 8;
    public static final int TCP_DEFER_ACCEPT = 9;
    public static final int TCP_WINDOW_CLAMP = 10;
    public static final int TCP_INFO = 11;
    public static final int TCP_QUICKACK = 12;
    public static final int TCP_CONGESTION = 13;
    public static final int TCP_MD5SIG = 14;
    public static final int TCP_THIN_LINEAR_TIMEOUTS = 16;
    public static final int TCP_THIN_DUPACK = 17;
    public static final int TCP_USER_TIMEOUT = 18;
    public static final int TCP_REPAIR = 19;
    public static final int TCP_REPAIR_QUEUE = 20;
    public static final int TCP_QUEUE_SEQ = 21;
    public static final int TCP_REPAIR_OPTIONS = 22;
    public static final int TCP_FASTOPEN = 23;
    public static final int TCP_TIMESTAMP = 24;
    public static final int TCP_NOTSENT_LOWAT = 25;
    public static final int TCP_SAVE_SYN = 27; // since 4.2
    public static final int TCP_SAVED_SYN = 28; // since 4.2
    public static final int TCP_REPAIR_WINDOW = 29; // since 4.8
    public static final int TCP_FASTOPEN_CONNECT = 30; // since 4.11
    public static final int TCP_ULP = 31; // since 4.13
    public static final int TCP_FASTOPEN_KEY = 33; // since 4.15
    public static final int TCP_FASTOPEN_NO_COOKIE = 34; // since 4.15
    public static final int TCP_INQ = 36; // since 4.18
    public static final int TCP_TX_DELAY = 37; // since 5.3

    // TCP_REPAIR and TCP_REPAIR_QUEUE
    public static final int TCP_REPAIR_ON = 1;
    public static final int TCP_REPAIR_OFF = 0;
    public static final int TCP_REPAIR_OFF_NO_WP = -1; // since 4.19
    public static final int TCP_NO_QUEUE = 0;
    public static final int TCP_RECV_QUEUE = 1;
    public static final int TCP_SEND_QUEUE = 2;

    // Negotiated options, tcpi_options of struct tcp_info
    public static final int TCPI_OPT_TIMESTAMPS = 1;
    public static final int TCPI_OPT_SACK = 2;
    public static final int TCPI_OPT_WSCALE = 4;
    public static final int TCPI_OPT_ECN = 8;

    private Tcp() {}
}
