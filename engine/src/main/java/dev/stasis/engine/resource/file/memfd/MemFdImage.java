package dev.stasis.engine.resource.file.memfd;

import com.google.protobuf.ByteString;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.resource.file.FileImage;
import dev.stasis.engine.resource.file.FileOwnerImage;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.MemfdFileEntry;
import dev.stasis.image.proto.MemfdInodeEntry;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** MemfdFileEntry, and the inode in memfd.img. */
final class MemFdImage implements FileImage<MemFd> {
    private static final byte[] NOTHING = new byte[0];

    @Override
    public FdTypes type() {
        return FdTypes.MEMFD;
    }

    @Override
    public void write(MemFd record, int id, FileEntry.Builder entry, FileSink sink) {
        MemFdInode inode = record.inode();
        entry.setMemfd(MemfdFileEntry.newBuilder()
                .setId(id)
                .setFlags(record.flags())
                .setPos(record.position())
                .setFown(FileOwnerImage.write(record.owner()))
                .setInodeId(inode.number()));
        String image = ImageType.MEMFD.fileName(0);
        if (sink.first(image, inode.number())) {
            sink.append(image, write(inode), NOTHING);
        }
    }

    private static MemfdInodeEntry write(MemFdInode inode) {
        MemfdInodeEntry.Builder entry = MemfdInodeEntry.newBuilder()
                .setNameBytes(ByteString.copyFrom(inode.name(), StandardCharsets.ISO_8859_1))
                .setUid(inode.uid())
                .setGid(inode.gid())
                .setSize(inode.size())
                .setShmid(inode.memory())
                .setSeals(inode.seals())
                .setInodeId(inode.number());
        inode.mode().ifPresent(entry::setMode);
        return entry.build();
    }

    @Override
    public MemFd read(FileEntry entry, FileSource source) {
        MemfdFileEntry file = entry.getMemfd();
        return new MemFd(
                file.getFlags(),
                file.getPos(),
                FileOwnerImage.read(file.getFown()),
                inode(file.getInodeId(), file.getId(), source));
    }

    private static MemFdInode inode(int number, int id, FileSource source) {
        String image = ImageType.MEMFD.fileName(0);
        for (FileSource.Stored<MemfdInodeEntry> stored : source.records(image, MemfdInodeEntry.class)) {
            if (stored.message().getInodeId() == number) {
                return inode(number, stored.message(), image);
            }
        }
        throw new ImageDamaged(image + " has no memory " + number + ", which file " + id
                + " of files.img is; copy the image set again, or dump again");
    }

    private static MemFdInode inode(int number, MemfdInodeEntry entry, String image) {
        if (entry.getHugetlbFlag() != 0) {
            throw new Unsupported("memory " + number + " of " + image
                    + " consists of huge pages (MFD_HUGETLB), which cannot be restored yet");
        }
        return new MemFdInode(
                number,
                entry.getNameBytes().toString(StandardCharsets.ISO_8859_1),
                entry.getUid(),
                entry.getGid(),
                entry.getSize(),
                entry.getShmid(),
                entry.getSeals(),
                entry.hasMode() ? OptionalInt.of(entry.getMode()) : OptionalInt.empty());
    }
}
