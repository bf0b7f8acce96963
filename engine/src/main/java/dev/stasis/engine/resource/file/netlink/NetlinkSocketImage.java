package dev.stasis.engine.resource.file.netlink;

import dev.stasis.engine.resource.file.FileImage;
import dev.stasis.engine.resource.file.FileOwnerImage;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.engine.resource.file.socket.SocketOptionsImage;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.NetlinkSkEntry;

final class NetlinkSocketImage implements FileImage<NetlinkSocket> {
    @Override
    public FdTypes type() {
        return FdTypes.NETLINKSK;
    }

    @Override
    public void write(NetlinkSocket socket, int id, FileEntry.Builder entry, FileSink sink) {
        entry.setNlsk(NetlinkSkEntry.newBuilder()
                .setId(id)
                .setIno((int) socket.inode())
                .setProtocol(socket.protocol())
                .setState(socket.state())
                .setFlags(socket.flags())
                .setPortid((int) socket.port())
                .addAllGroups(socket.groups())
                .setDstPortid((int) socket.destinationPort())
                .setDstGroup((int) socket.destinationGroup())
                .setFown(FileOwnerImage.write(socket.owner()))
                .setOpts(SocketOptionsImage.write(socket.options())));
    }

    @Override
    public NetlinkSocket read(FileEntry entry, FileSource source) {
        NetlinkSkEntry nlsk = entry.getNlsk();
        return new NetlinkSocket(
                nlsk.getFlags(),
                FileOwnerImage.read(nlsk.getFown()),
                Integer.toUnsignedLong(nlsk.getIno()),
                nlsk.getProtocol(),
                nlsk.getState(),
                Integer.toUnsignedLong(nlsk.getPortid()),
                nlsk.getGroupsList(),
                Integer.toUnsignedLong(nlsk.getDstPortid()),
                Integer.toUnsignedLong(nlsk.getDstGroup()),
                SocketOptionsImage.read(nlsk.getOpts()));
    }
}
