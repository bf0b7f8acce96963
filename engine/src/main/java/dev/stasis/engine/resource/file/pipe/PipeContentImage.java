package dev.stasis.engine.resource.file.pipe;

import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.image.proto.PipeDataEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code pipes-data.img} and {@code fifo-data.img}. */
public final class PipeContentImage {
    private static final byte[] NOTHING = new byte[0];

    private PipeContentImage() {}

    /** Writes the content once, whatever number of files leads to the pipe. */
    public static void write(PipeContent content, int pipe, String image, FileSink sink) {
        if (!sink.first(image, pipe)) {
            return;
        }
        if (content.pieces().isEmpty()) {
            append(content, pipe, NOTHING, image, sink);
        }
        for (PipeContent.Piece piece : content.pieces()) {
            append(content, pipe, piece.bytes(), image, sink);
        }
    }

    private static void append(PipeContent content, int pipe, byte[] bytes, String image, FileSink sink) {
        PipeDataEntry.Builder entry = PipeDataEntry.newBuilder().setPipeId(pipe).setBytes(bytes.length);
        if (content.capacity() > 0) {
            entry.setSize(content.capacity());
        }
        sink.append(image, entry.build(), bytes);
    }

    public static Optional<PipeContent> read(int pipe, String image, FileSource source) {
        List<PipeContent.Piece> pieces = new ArrayList<>();
        boolean found = false;
        int capacity = 0;
        for (FileSource.Stored<PipeDataEntry> stored : source.records(image, PipeDataEntry.class)) {
            if (stored.message().getPipeId() == pipe) {
                found = true;
                capacity = stored.message().getSize();
                if (stored.payload().length > 0) {
                    pieces.add(new PipeContent.Piece(stored.payload()));
                }
            }
        }
        return found ? Optional.of(new PipeContent(capacity, pieces)) : Optional.empty();
    }
}
