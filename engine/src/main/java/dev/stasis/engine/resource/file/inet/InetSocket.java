package dev.stasis.engine.resource.file.inet;

import dev.stasis.engine.kernel.abi.In;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.abi.TcpState;
import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.socket.SocketOptions;
import java.util.Optional;

/**
 * A TCP or UDP socket.
 *
 * @param family AF_INET or AF_INET6
 * @param type SOCK_STREAM or SOCK_DGRAM
 * @param protocol IPPROTO_TCP, IPPROTO_UDP or IPPROTO_UDPLITE
 * @param state of net/tcp_states.h
 * @param backlog of a listening socket
 * @param source all zero when it is not bound
 * @param destination all zero when it is not connected
 * @param onlyIpv6 IPv6 sockets: does not take IPv4
 * @param scope interface of a link-local address; empty for none
 * @param shutdown 1 reading, 2 writing, 3 both
 * @param tcp of TCP sockets
 */
public record InetSocket(
        int flags,
        FileOwner owner,
        long inode,
        int family,
        int type,
        int protocol,
        int state,
        int backlog,
        Endpoint source,
        Endpoint destination,
        boolean onlyIpv6,
        String scope,
        int shutdown,
        SocketOptions options,
        IpOptions ip,
        Optional<TcpOptions> tcp) {
    public static final FileKind<InetSocket> KIND = new FileKind<>(
            "internet socket",
            InetSocket.class,
            new InetSocketDumper(),
            new InetSocketRestorer(),
            new InetSocketImage());

    public boolean ipv6() {
        return family == Socket.AF_INET6;
    }

    public boolean listening() {
        return state == TcpState.TCP_LISTEN;
    }

    public boolean isTcp() {
        return protocol == In.IPPROTO_TCP;
    }

    /** How an error names it. */
    public String describe() {
        return (isTcp() ? "TCP" : "UDP") + " socket " + source.text()
                + (destination.unspecified() ? "" : " to " + destination.text());
    }
}
