package dev.stasis.engine.kernel.netlink;

import java.util.List;

/**
 * A unix socket as struct unix_diag_msg of linux/unix_diag.h and its attributes show it.
 *
 * @param type SOCK_STREAM and so on
 * @param state of net/tcp_states.h: 1 connected, 7 not, 10 listening
 * @param name sun_path, bytes as ISO-8859-1 characters: a path with its final NUL, an abstract name with its leading
 *     one; empty for none
 * @param peer inode of the other end; 0 for none, and for one that was not accepted yet
 * @param waiting of a listening socket: inodes of the clients that were not accepted yet; 0 for those that are gone
 * @param readable bytes that can be read (datagrams: of the first); connections to accept when it listens
 * @param outstanding memory of what the other end has not read; the backlog when it listens
 * @param shutdown 1 reading, 2 writing, 3 both
 * @param nodeInode of the file it is bound to; 0 for none
 */
public record UnixSocketInfo(
        long inode,
        int type,
        int state,
        String name,
        long peer,
        List<Long> waiting,
        long readable,
        long outstanding,
        int shutdown,
        long nodeInode) {
    public UnixSocketInfo {
        waiting = List.copyOf(waiting);
    }
}
