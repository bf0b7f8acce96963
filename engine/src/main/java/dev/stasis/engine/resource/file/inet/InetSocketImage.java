package dev.stasis.engine.resource.file.inet;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.In;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.resource.file.FileImage;
import dev.stasis.engine.resource.file.FileOwnerImage;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.engine.resource.file.socket.SocketOptionsImage;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.InetSkEntry;
import dev.stasis.image.proto.IpOptsEntry;
import dev.stasis.image.proto.SkShutdown;
import dev.stasis.image.proto.TcpOptsEntry;
import java.util.Optional;

/** Options are written when they are set, numbers when they are not 0. */
final class InetSocketImage implements FileImage<InetSocket> {
    @Override
    public FdTypes type() {
        return FdTypes.INETSK;
    }

    @Override
    public void write(InetSocket socket, int id, FileEntry.Builder entry, FileSink sink) {
        InetSkEntry.Builder isk = InetSkEntry.newBuilder()
                .setId(id)
                .setIno((int) socket.inode())
                .setFamily(socket.family())
                .setType(socket.type())
                .setProto(socket.protocol())
                .setState(socket.state())
                .setSrcPort(socket.source().port())
                .setDstPort(socket.destination().port())
                .setFlags(socket.flags())
                .setBacklog(socket.backlog())
                .addAllSrcAddr(socket.source().words())
                .addAllDstAddr(socket.destination().words())
                .setFown(FileOwnerImage.write(socket.owner()))
                .setOpts(SocketOptionsImage.write(socket.options()))
                .setIpOpts(write(socket.ip()));
        if (socket.ipv6()) {
            isk.setV6Only(socket.onlyIpv6());
        }
        if (!socket.scope().isEmpty()) {
            isk.setIfname(socket.scope());
        }
        if (socket.shutdown() != 0) {
            isk.setShutdown(SkShutdown.forNumber(socket.shutdown()));
        }
        socket.tcp().ifPresent(tcp -> isk.setTcpOpts(write(tcp)));
        entry.setIsk(isk);
    }

    private static IpOptsEntry.Builder write(IpOptions ip) {
        IpOptsEntry.Builder entry = IpOptsEntry.newBuilder();
        if (ip.freeBind()) {
            entry.setFreebind(true);
        }
        if (ip.packetInfo()) {
            entry.setPktinfo(true);
        }
        if (ip.tos() != 0) {
            entry.setTos(ip.tos());
        }
        if (ip.ttl() != 0) {
            entry.setTtl(ip.ttl());
        }
        return entry;
    }

    private static TcpOptsEntry.Builder write(TcpOptions tcp) {
        TcpOptsEntry.Builder entry = TcpOptsEntry.newBuilder();
        if (tcp.cork()) {
            entry.setCork(true);
        }
        if (tcp.noDelay()) {
            entry.setNodelay(true);
        }
        if (tcp.keepCount() != 0) {
            entry.setKeepcnt(tcp.keepCount());
        }
        if (tcp.keepIdle() != 0) {
            entry.setKeepidle(tcp.keepIdle());
        }
        if (tcp.keepInterval() != 0) {
            entry.setKeepintvl(tcp.keepInterval());
        }
        return entry;
    }

    @Override
    public InetSocket read(FileEntry entry, FileSource source) {
        InetSkEntry isk = entry.getIsk();
        IpOptsEntry ip = isk.getIpOpts();
        refuseContradictions(isk);
        return new InetSocket(
                isk.getFlags(),
                FileOwnerImage.read(isk.getFown()),
                Integer.toUnsignedLong(isk.getIno()),
                isk.getFamily(),
                isk.getType(),
                isk.getProto(),
                isk.getState(),
                isk.getBacklog(),
                new Endpoint(isk.getSrcAddrList(), isk.getSrcPort()),
                new Endpoint(isk.getDstAddrList(), isk.getDstPort()),
                isk.getV6Only(),
                isk.getIfname(),
                isk.getShutdown().getNumber(),
                SocketOptionsImage.read(isk.getOpts()),
                new IpOptions(ip.getFreebind(), ip.getPktinfo(), ip.getTos(), ip.getTtl()),
                isk.getProto() == In.IPPROTO_TCP ? Optional.of(tcp(isk)) : Optional.empty());
    }

    private static void refuseContradictions(InetSkEntry isk) {
        boolean known = isk.getProto() == In.IPPROTO_TCP
                || isk.getProto() == In.IPPROTO_UDP
                || isk.getProto() == In.IPPROTO_UDPLITE;
        if (!known) {
            throw new Unsupported("files.img: socket " + isk.getId() + " is of protocol " + isk.getProto()
                    + ", and only TCP and UDP sockets can be restored; dump again without it");
        }
        int words = isk.getFamily() == Socket.AF_INET6 ? 4 : 1;
        boolean family = isk.getFamily() == Socket.AF_INET || isk.getFamily() == Socket.AF_INET6;
        boolean addresses = isk.getSrcAddrCount() == words && isk.getDstAddrCount() == words;
        boolean ports = (isk.getSrcPort() >>> Short.SIZE) == 0 && (isk.getDstPort() >>> Short.SIZE) == 0;
        if (!family || !addresses || !ports) {
            throw new ImageDamaged("files.img: socket " + isk.getId() + " of family " + isk.getFamily()
                    + " has addresses or ports that no such socket has; copy the image set again, or dump again");
        }
    }

    /** Before CRIU 4.1 the times of keep-alive were among the options of all sockets. */
    private static TcpOptions tcp(InetSkEntry isk) {
        TcpOptsEntry tcp = isk.getTcpOpts();
        return new TcpOptions(
                tcp.getCork(),
                tcp.getNodelay(),
                tcp.hasKeepcnt() ? tcp.getKeepcnt() : isk.getOpts().getTcpKeepcnt(),
                tcp.hasKeepidle() ? tcp.getKeepidle() : isk.getOpts().getTcpKeepidle(),
                tcp.hasKeepintvl() ? tcp.getKeepintvl() : isk.getOpts().getTcpKeepintvl());
    }
}
