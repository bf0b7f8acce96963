package dev.stasis.engine.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.MemoryCalls;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PagemapWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCopyTest {
    private static final long PAGE = MemoryCalls.PAGE;
    private static final int PAGES = 6000;

    @TempDir
    Path directory;

    private final Linux linux = Linux.real();
    private final Block memory = linux.memory().mapAnonymous(PAGES * PAGE, 3);

    @AfterEach
    void unmap() {
        linux.memory().unmap(memory);
    }

    @Test
    void copiesMoreRunsThanOneCallTakes() throws IOException {
        number();
        List<Long> expected = new ArrayList<>();
        List<Long> found = copied(copy -> {
            for (long page = 0; page < PAGES; page += 2) {
                copy.add(at(page), at(page + 1));
                expected.add(page);
            }
        });
        assertEquals(expected, found);
    }

    @Test
    void growsTheFileBeyondWhatWasReserved() throws IOException {
        number();
        List<Long> found = copied(copy -> copy.add(at(0), at(PAGES)));
        assertEquals(PAGES, found.size());
        assertEquals(PAGES - 1L, found.get(PAGES - 1));
    }

    @Test
    void readsWhatTheProcessMayNotReadInTheMiddleOfARun() throws IOException {
        number();
        protect(10, 2, 0);
        protect(20, 1, 0);
        List<Long> found = copied(copy -> {
            copy.add(at(8), at(14));
            copy.add(at(20), at(21));
            copy.addUnreadable(at(10), at(11));
            copy.add(at(30), at(31));
        });
        protect(10, 2, 3);
        protect(20, 1, 3);
        assertEquals(List.of(8L, 9L, 10L, 11L, 12L, 13L, 20L, 10L, 30L), found);
    }

    private interface Runs {
        void addTo(PageCopy copy) throws IOException;
    }

    /** The first word of each page in the file. */
    private List<Long> copied(Runs runs) throws IOException {
        Path file = Files.createFile(directory.resolve("pages"));
        PagesFile pages = new PagesFile(linux, file);
        pages.reserve(3 * PAGE);
        PagemapWriter map = PagemapWriter.create(directory.resolve("map"), ImageType.PAGEMAP, 1);
        try (LocalPageSink sink = new LocalPageSink(map, pages);
                PageCopy copy = new PageCopy(linux, linux.processes().ownPid(), sink, LostPages.REFUSE)) {
            runs.addTo(copy);
            copy.finish();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Long> words = new ArrayList<>();
        for (int offset = 0; offset < bytes.limit(); offset += (int) PAGE) {
            words.add(bytes.getLong(offset));
        }
        return words;
    }

    private void number() {
        for (long page = 0; page < PAGES; page++) {
            memory.putLong(page * PAGE, page);
        }
    }

    private long at(long page) {
        return memory.address() + page * PAGE;
    }

    private void protect(long page, long pages, int protection) {
        linux.raw().call(Nr.MPROTECT, at(page), pages * PAGE, protection);
    }
}
