package dev.stasis.engine.kernel.netlink;

/**
 * An internet socket as struct inet_diag_msg of linux/inet_diag.h shows it.
 *
 * @param state of net/tcp_states.h
 * @param readable bytes that can be read; connections to accept when it listens
 * @param outstanding bytes not sent or not acknowledged; the backlog when it listens
 * @param shutdown 1 reading, 2 writing, 3 both
 */
public record InetSocketInfo(long inode, int state, long readable, long outstanding, int shutdown) {}
