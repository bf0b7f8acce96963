package dev.stasis.engine.resource.file.unix;

import com.google.protobuf.ByteString;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.resource.file.FileImage;
import dev.stasis.engine.resource.file.FileOwnerImage;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.engine.resource.file.socket.QueueImage;
import dev.stasis.engine.resource.file.socket.SocketOptionsImage;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.FilePermsEntry;
import dev.stasis.image.proto.SkShutdown;
import dev.stasis.image.proto.UnixSkEntry;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

final class UnixSocketImage implements FileImage<UnixSocket> {
    private static final int EXTERNAL = 1;
    private static final int KNOWN = EXTERNAL;

    @Override
    public FdTypes type() {
        return FdTypes.UNIXSK;
    }

    @Override
    public void write(UnixSocket socket, int id, FileEntry.Builder entry, FileSink sink) {
        UnixSkEntry.Builder usk = UnixSkEntry.newBuilder()
                .setId(id)
                .setIno((int) socket.inode())
                .setType(socket.type())
                .setState(socket.state())
                .setFlags(socket.flags())
                .setUflags(socket.external() ? EXTERNAL : 0)
                .setBacklog((int) socket.backlog())
                .setPeer((int) socket.peer())
                .setFown(FileOwnerImage.write(socket.owner()))
                .setOpts(SocketOptionsImage.write(socket.options()))
                .setName(ByteString.copyFrom(socket.name().path(), StandardCharsets.ISO_8859_1));
        if (socket.shutdown() != 0) {
            usk.setShutdown(SkShutdown.forNumber(socket.shutdown()));
        }
        writeName(socket.name(), usk);
        entry.setUsk(usk);
        QueueImage.write(socket.queue(), id, sink);
    }

    private static void writeName(UnixName name, UnixSkEntry.Builder usk) {
        name.node()
                .ifPresent(node -> usk.setFilePerms(FilePermsEntry.newBuilder()
                        .setMode(node.mode())
                        .setUid(node.uid())
                        .setGid(node.gid())));
        name.directory()
                .ifPresent(
                        directory -> usk.setNameDirBytes(ByteString.copyFrom(directory, StandardCharsets.ISO_8859_1)));
        if (name.deleted()) {
            usk.setDeleted(true);
        }
    }

    @Override
    public UnixSocket read(FileEntry entry, FileSource source) {
        UnixSkEntry usk = entry.getUsk();
        if ((usk.getUflags() & ~KNOWN) != 0) {
            throw new ImageDamaged("unix socket " + entry.getId() + " of files.img has flags 0x"
                    + Integer.toHexString(usk.getUflags())
                    + " of a service connection, plugin or inherited socket, which cannot be restored");
        }
        if (usk.getUflags() == 0 && relative(usk) && !usk.hasNameDir()) {
            throw new ImageDamaged("files.img: unix socket " + entry.getId()
                    + " has a relative name and no directory (name_dir); copy the image set again, or dump again");
        }
        return new UnixSocket(
                usk.getFlags(),
                FileOwnerImage.read(usk.getFown()),
                Integer.toUnsignedLong(usk.getIno()),
                usk.getType(),
                usk.getState(),
                Integer.toUnsignedLong(usk.getBacklog()),
                Integer.toUnsignedLong(usk.getPeer()),
                name(usk),
                (usk.getUflags() & EXTERNAL) != 0,
                usk.getShutdown().getNumber(),
                SocketOptionsImage.read(usk.getOpts()),
                QueueImage.read(entry.getId(), source));
    }

    private static boolean relative(UnixSkEntry usk) {
        ByteString name = usk.getName();
        return !name.isEmpty() && name.byteAt(0) != 0 && name.byteAt(0) != '/';
    }

    private static UnixName name(UnixSkEntry usk) {
        FilePermsEntry perms = usk.getFilePerms();
        return new UnixName(
                usk.getName().toString(StandardCharsets.ISO_8859_1),
                usk.hasNameDir()
                        ? Optional.of(usk.getNameDirBytes().toString(StandardCharsets.ISO_8859_1))
                        : Optional.empty(),
                usk.hasFilePerms()
                        ? Optional.of(new UnixName.Node(perms.getMode(), perms.getUid(), perms.getGid()))
                        : Optional.empty(),
                usk.getDeleted());
    }
}
