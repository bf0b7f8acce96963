package dev.stasis.engine.resource.file.unix;

import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.abi.TcpState;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.netlink.UnixSocketInfo;
import dev.stasis.engine.kernel.netlink.UnixSockets;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileDumper;
import dev.stasis.engine.resource.file.OpenFile;
import dev.stasis.engine.resource.file.socket.Packet;
import dev.stasis.engine.resource.file.socket.ReceiveQueue;
import dev.stasis.engine.resource.file.socket.SocketDomain;
import dev.stasis.engine.resource.file.socket.SocketOptionsDumper;
import dev.stasis.engine.resource.file.socket.TreeSockets;
import java.util.List;

final class UnixSocketDumper implements FileDumper<UnixSocket> {
    @Override
    public boolean recognises(OpenFile file) {
        return SocketDomain.of(file) == Socket.AF_UNIX;
    }

    @Override
    public UnixSocket dump(OpenFile file, FileDump dump) {
        Linux linux = dump.linux();
        UnixSockets sockets = dump.shared(UnixSockets.class, () -> UnixSockets.read(linux));
        long inode = TreeSockets.inode(file.link());
        UnixSocketInfo info = sockets.find(inode)
                .orElseThrow(() -> new TaskGone("the kernel's table of unix sockets (NETLINK_SOCK_DIAG) does not show "
                        + file.describe() + ": it belongs to another network namespace, or is gone"));
        List<Packet> queue = queue(linux, file, info);
        return new UnixSocket(
                file.flags(),
                file.owner(),
                inode,
                info.type(),
                info.state(),
                info.outstanding(),
                new UnixPeer(dump, sockets, file).of(info),
                new UnixNameDumper(linux, file).read(info),
                false,
                info.shutdown(),
                SocketOptionsDumper.read(linux, file.copy(), file.describe()),
                queue);
    }

    private static List<Packet> queue(Linux linux, OpenFile file, UnixSocketInfo info) {
        if (info.state() == TcpState.TCP_LISTEN) {
            return List.of();
        }
        if (info.type() == Socket.SOCK_STREAM) {
            return ReceiveQueue.stream(linux, file.copy(), info.readable(), file.describe());
        }
        if (info.type() == Socket.SOCK_DGRAM || info.state() == TcpState.TCP_ESTABLISHED) {
            return ReceiveQueue.messages(linux, file.copy(), file.describe());
        }
        if (info.type() != Socket.SOCK_SEQPACKET) {
            throw new Unsupported("cannot save " + file.describe() + ": it is a unix socket of type " + info.type()
                    + ", which is not supported; close it for the dump");
        }
        return List.of();
    }
}
