package dev.stasis.engine.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.pages.PageFlags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeteredPageStoreTest {
    private static final int PAGE = PageFlags.PAGE_SIZE;
    private static final int PAGES = 40;
    private static final long RATE = 8L * PAGE * 10;
    /** A tenth of a second's worth. */
    private static final long PORTION = 8L * PAGE;

    @TempDir
    Path directory;

    private long now;
    private long slept;

    private BandwidthLimit limit() {
        return new BandwidthLimit(RATE, () -> now, nanos -> {
            now += nanos;
            slept += nanos;
        });
    }

    @Test
    void whatGoesThroughIsTheSameAndNoFasterThanTheLimit() throws IOException {
        byte[] content = new byte[PAGES * PAGE];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) ((i * 31) >> 5);
        }
        List<Long> rooms = new ArrayList<>();
        try (ImageSetWriter set = ImageSetWriter.forPages(directory)) {
            try (PageStore store = new MeteredPageStore(
                    new LocalPageStore(Linux.real(), set, Optional.empty()),
                    ProgressListener.SILENT,
                    "copy pages",
                    limit())) {
                store.expect(content.length);
                try (PageSink sink = store.open(PageOwner.task(7))) {
                    sink.add(0, PAGES, PageFlags.PRESENT);
                    int done = 0;
                    while (done < content.length) {
                        Block room = sink.room(content.length - done);
                        rooms.add(room.size());
                        for (int i = 0; i < room.size(); i++) {
                            room.putByte(i, content[done + i]);
                        }
                        sink.filled(room.size());
                        done += (int) room.size();
                    }
                    assertEquals(PAGES, sink.storedPages());
                }
                store.finish();
            }
            set.commitPages();
        }
        assertArrayEquals(content, Files.readAllBytes(directory.resolve("pages-65537.img")));
        assertEquals(List.of(PORTION, PORTION, PORTION, PORTION, PORTION), rooms);
        // All but the first portion, which may go at once, takes its time.
        assertEquals(0.4, slept / 1e9, 0.001);
    }
}
