package dev.stasis.engine.resource.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.image.proto.FileEntry;

/** A record through its image. */
public final class RoundTrip {
    private RoundTrip() {}

    /** What comes back from {@code record}'s entry and the other images. */
    public static <T> T through(FileKind<T> kind, T record, int id, Images images) {
        FileEntry.Builder entry =
                FileEntry.newBuilder().setType(kind.image().type()).setId(id);
        kind.image().write(record, id, entry, images);
        assertTrue(entry.isInitialized(), entry.getInitializationErrorString());
        T back = kind.image().read(entry.build(), images);
        assertEquals(record, back);
        return back;
    }

    /** Dumps what {@code number} of {@code pid} refers to. */
    public static <T> T dump(FileKind<T> kind, int pid, int number, FileDump dump) {
        OpenFile file = OpenFiles.of(pid, number);
        try {
            assertTrue(kind.dumper().recognises(file), file::describe);
            return kind.dumper().dump(file, dump);
        } finally {
            file.copy().close();
        }
    }
}
