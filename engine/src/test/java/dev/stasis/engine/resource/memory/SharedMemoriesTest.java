package dev.stasis.engine.resource.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageFlags;
import dev.stasis.image.pages.PagemapWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedMemoriesTest {
    @TempDir
    Path images;

    private final Linux linux = Linux.real();

    @Test
    void isMadeOnceAndGrowsWithItsUsers() throws IOException {
        try (PagemapWriter map =
                PagemapWriter.create(images.resolve("pagemap-shmem-7.img"), ImageType.PAGEMAP_SHMEM, 1)) {
            map.add(4096, 1, PageFlags.PRESENT);
        }
        byte[] page = new byte[4096];
        page[5] = 42;
        Files.write(images.resolve("pages-1.img"), page);
        ImageDirectory set = ImageDirectory.at(images);
        try (SharedMemories memories = new SharedMemories()) {
            Fd first = memories.open(linux, set, 7, 4096);
            Fd second = memories.open(linux, set, 7, 5 * 4096);
            assertSame(first, second);
            Block memory = linux.memory().mapShared(second, 5 * 4096, 3);
            assertEquals(0, memory.getByte(0));
            assertEquals(42, memory.getByte(4096 + 5));
            assertEquals(0, memory.getByte(4 * 4096));
            linux.memory().unmap(memory);
        }
    }
}
