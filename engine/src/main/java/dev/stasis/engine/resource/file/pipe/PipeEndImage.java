package dev.stasis.engine.resource.file.pipe;

import dev.stasis.engine.resource.file.FileImage;
import dev.stasis.engine.resource.file.FileOwnerImage;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.PipeEntry;

final class PipeEndImage implements FileImage<PipeEnd> {
    @Override
    public FdTypes type() {
        return FdTypes.PIPE;
    }

    @Override
    public void write(PipeEnd record, int id, FileEntry.Builder entry, FileSink sink) {
        entry.setPipe(PipeEntry.newBuilder()
                .setId(id)
                .setPipeId(record.pipe())
                .setFlags(record.flags())
                .setFown(FileOwnerImage.write(record.owner())));
        record.content()
                .ifPresent(content ->
                        PipeContentImage.write(content, record.pipe(), ImageType.PIPES_DATA.fileName(0), sink));
    }

    @Override
    public PipeEnd read(FileEntry entry, FileSource source) {
        PipeEntry pipe = entry.getPipe();
        return new PipeEnd(
                pipe.getPipeId(),
                pipe.getFlags(),
                FileOwnerImage.read(pipe.getFown()),
                PipeContentImage.read(pipe.getPipeId(), ImageType.PIPES_DATA.fileName(0), source));
    }
}
