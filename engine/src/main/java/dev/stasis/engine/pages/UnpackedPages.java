package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.image.compress.CompressedPages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A compressed pages file as an anonymous file with the same offsets, from which a task can read as from the plain one. Frames
 * are unpacked when they are asked for; the oldest are given up, so that no more than {@link #KEPT} are in memory.
 */
final class UnpackedPages implements AutoCloseable {
    /** Bytes that may be asked for at once, and that are kept. */
    static final long KEPT = 64L << 20;

    private final Linux linux;
    private final Path path;
    private final CompressedPages pages;
    private final Fd memory;
    private final Set<Integer> unpacked = new LinkedHashSet<>();
    private long bytes;

    UnpackedPages(Linux linux, Path pagesFile) {
        this.linux = linux;
        this.path = pagesFile;
        this.pages = CompressedPages.of(pagesFile);
        this.memory = linux.files()
                .memfd("pages", 0)
                .madeWhole(fresh -> linux.files()
                        .ftruncate(fresh, pages.size())
                        .orThrow("ftruncate of unpacked pages", pagesFile.toString()));
    }

    /** The anonymous file. */
    Fd memory() {
        return memory;
    }

    /** The range can be read now, until the next one is asked for. */
    void ready(long offset, long length) {
        int first = pages.frameAt(offset);
        int last = pages.frameAt(offset + length - 1);
        for (int frame = first; frame <= last; frame++) {
            if (!unpacked.contains(frame)) {
                giveUp(first, last, pages.length(frame));
                unpack(frame);
            }
        }
    }

    private void unpack(int frame) {
        int length = pages.length(frame);
        byte[] content = new byte[length];
        pages.read(frame, content);
        try (Arena arena = new Arena()) {
            Block block = arena.allocate(length);
            block.putBytes(0, content);
            for (long done = 0; done < length; ) {
                done += linux.files()
                        .pwrite(memory, block.slice(done, length - done), pages.offset(frame) + done)
                        .orThrow("pwrite of unpacked pages", path.toString());
            }
        }
        unpacked.add(frame);
        bytes += length;
    }

    private void giveUp(int firstKept, int lastKept, int room) {
        Iterator<Integer> oldest = unpacked.iterator();
        while (bytes + room > KEPT && oldest.hasNext()) {
            int frame = oldest.next();
            if (frame < firstKept || frame > lastKept) {
                linux.files()
                        .punchHole(memory, pages.offset(frame), pages.length(frame))
                        .orThrow("fallocate(PUNCH_HOLE)", "unpacked pages");
                bytes -= pages.length(frame);
                oldest.remove();
            }
        }
    }

    @Override
    public void close() {
        memory.close();
        try {
            pages.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
