package dev.stasis.engine.kernel.abi;

/** States of a TCP connection and kinds of header options: net/tcp_states.h and net/tcp.h of the kernel, netinet/tcp.h of libc. "since" names the first kernel. */
public final class TcpState {
    // Kinds of options in a header, as TCP_REPAIR_OPTIONS takes them
    public static final int TCPOPT_MAXSEG = 2;
    public static final int TCPOPT_WINDOW = 3;
    public static final int TCPOPT_SACK_PERMITTED = 4;
    public static final int TCPOPT_TIMESTAMP = 8;

    // States
    public static final int TCP_ESTABLISHED = 1;
    public static final int TCP_SYN_SENT = 2;
    public static final int TCP_SYN_RECV = 3;
    public static final int TCP_FIN_WAIT1 = 4;
    public static final int TCP_FIN_WAIT2 = 5;
    public static final int TCP_TIME_WAIT = 6;
    public static final int TCP_CLOSE = 7;
    public static final int TCP_CLOSE_WAIT = 8;
    public static final int TCP_LAST_ACK = 9;
    public static final int TCP_LISTEN = 10;
    public static final int TCP_CLOSING = 11;
    public static final int TCP_NEW_SYN_RECV = 12; // since 4.1

    private TcpState() {}
}
