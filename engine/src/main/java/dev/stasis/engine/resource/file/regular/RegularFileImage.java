package dev.stasis.engine.resource.file.regular;

import com.google.protobuf.ByteString;
import dev.stasis.engine.resource.file.FileImage;
import dev.stasis.engine.resource.file.FileOwnerImage;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.engine.resource.file.ghost.GhostImage;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.RegFileEntry;
import dev.stasis.image.proto.RemapFilePathEntry;
import dev.stasis.image.proto.RemapType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** RegFileEntry, and what remap-fpath.img says of it. Names go as bytes: protobuf's strings would have to be UTF-8. */
final class RegularFileImage implements FileImage<RegularFile> {
    private static final byte[] NOTHING = new byte[0];
    /** Sets of old versions have no remap_type; the sign of remap_id tells ghosts from links. */
    private static final int GHOST_BIT = 0x80000000;

    @Override
    public FdTypes type() {
        return FdTypes.REG;
    }

    @Override
    public void write(RegularFile record, int id, FileEntry.Builder entry, FileSink sink) {
        RegFileEntry.Builder file = RegFileEntry.newBuilder()
                .setId(id)
                .setFlags(record.flags())
                .setPos(record.position())
                .setFown(FileOwnerImage.write(record.owner()))
                .setNameBytes(ByteString.copyFrom(record.path(), StandardCharsets.ISO_8859_1));
        record.size().ifPresent(file::setSize);
        record.mode().ifPresent(file::setMode);
        record.buildId().ifPresent(buildId -> file.addAllBuildId(buildId.words()));
        if (record.external()) {
            file.setExt(true);
        }
        entry.setReg(file);
        record.remap().ifPresent(remap -> write(remap, id, sink));
    }

    private static void write(Remap remap, int id, FileSink sink) {
        if (remap instanceof Remap.Deleted deleted) {
            GhostImage.write(deleted.ghost(), id, sink);
            return;
        }
        RemapFilePathEntry.Builder entry = RemapFilePathEntry.newBuilder().setOrigId(id);
        if (remap instanceof Remap.Linked linked) {
            entry.setRemapId(linked.id()).setRemapType(RemapType.LINKED);
        } else if (remap instanceof Remap.DeadProcess process) {
            entry.setRemapId(process.pid()).setRemapType(RemapType.PROCFS);
        }
        sink.append(ImageType.REMAP_FPATH.fileName(0), entry.build(), NOTHING);
    }

    @Override
    public RegularFile read(FileEntry entry, FileSource source) {
        RegFileEntry file = entry.getReg();
        return new RegularFile(
                file.getNameBytes().toString(StandardCharsets.ISO_8859_1),
                file.getFlags(),
                file.getPos(),
                FileOwnerImage.read(file.getFown()),
                file.hasMode() ? OptionalInt.of(file.getMode()) : OptionalInt.empty(),
                file.hasSize() ? OptionalLong.of(file.getSize()) : OptionalLong.empty(),
                file.getBuildIdCount() > 0 ? Optional.of(new BuildId(file.getBuildIdList())) : Optional.empty(),
                file.getExt(),
                remap(file.getId(), source));
    }

    private static Optional<Remap> remap(int id, FileSource source) {
        for (FileSource.Stored<RemapFilePathEntry> stored :
                source.records(ImageType.REMAP_FPATH.fileName(0), RemapFilePathEntry.class)) {
            if (stored.message().getOrigId() == id) {
                return Optional.of(read(stored.message(), source));
            }
        }
        return Optional.empty();
    }

    private static Remap read(RemapFilePathEntry entry, FileSource source) {
        int number = entry.getRemapId();
        if (!entry.hasRemapType()) {
            return (number & GHOST_BIT) != 0
                    ? new Remap.Deleted(GhostImage.read(number & ~GHOST_BIT, source))
                    : new Remap.Linked(number);
        }
        return switch (entry.getRemapType()) {
            case LINKED -> new Remap.Linked(number);
            case GHOST -> new Remap.Deleted(GhostImage.read(number, source));
            case PROCFS -> new Remap.DeadProcess(number);
        };
    }
}
