package dev.stasis.engine.resource.file.fifo;

import dev.stasis.engine.resource.file.FileImage;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.engine.resource.file.pipe.PipeContentImage;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FifoEntry;
import dev.stasis.image.proto.FileEntry;

final class FifoImage implements FileImage<Fifo> {
    @Override
    public FdTypes type() {
        return FdTypes.FIFO;
    }

    @Override
    public void write(Fifo record, int id, FileEntry.Builder entry, FileSink sink) {
        entry.setFifo(FifoEntry.newBuilder().setId(id).setPipeId(record.pipe()).setRegfId(record.file()));
        record.content()
                .ifPresent(content ->
                        PipeContentImage.write(content, record.pipe(), ImageType.FIFO_DATA.fileName(0), sink));
    }

    /** Sets of old versions have no regf_id: there the file record has the FIFO's own id. */
    @Override
    public Fifo read(FileEntry entry, FileSource source) {
        FifoEntry fifo = entry.getFifo();
        return new Fifo(
                fifo.getPipeId(),
                fifo.hasRegfId() ? fifo.getRegfId() : fifo.getId(),
                PipeContentImage.read(fifo.getPipeId(), ImageType.FIFO_DATA.fileName(0), source));
    }
}
