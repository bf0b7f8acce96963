package dev.stasis.engine.resource.file.unix;

import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.abi.TcpState;
import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.socket.Packet;
import dev.stasis.engine.resource.file.socket.SocketOptions;
import java.util.List;

/**
 * A unix socket.
 *
 * @param inode by which other sockets know it
 * @param type SOCK_STREAM, SOCK_DGRAM or SOCK_SEQPACKET
 * @param state of net/tcp_states.h
 * @param backlog of a listening socket; else memory of what the other end has not read, for information
 * @param peer inode of the other end, or of the listening socket by which it waits to be accepted; 0 for none
 * @param external it lies outside the tree, and others are connected to its name
 * @param shutdown 1 reading, 2 writing, 3 both
 * @param queue what waits to be read
 */
public record UnixSocket(
        int flags,
        FileOwner owner,
        long inode,
        int type,
        int state,
        long backlog,
        long peer,
        UnixName name,
        boolean external,
        int shutdown,
        SocketOptions options,
        List<Packet> queue) {
    public static final FileKind<UnixSocket> KIND = new FileKind<>(
            "unix socket", UnixSocket.class, new UnixSocketDumper(), new UnixSocketRestorer(), new UnixSocketImage());

    public UnixSocket {
        queue = List.copyOf(queue);
    }

    public boolean datagrams() {
        return type == Socket.SOCK_DGRAM;
    }

    public boolean listening() {
        return state == TcpState.TCP_LISTEN;
    }

    public boolean established() {
        return state == TcpState.TCP_ESTABLISHED;
    }

    /** How an error names it. */
    public String describe() {
        return "unix socket " + inode + (name.none() ? "" : " (" + name.text() + ")");
    }
}
