package dev.stasis.engine.resource.memory;

import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.SharedMemoryPages;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.image.ImageDirectory;
import java.util.HashMap;
import java.util.Map;

/**
 * Shared anonymous memory of one restore, each made once in this process and mapped by the tasks through a descriptor: a
 * memory of {@code mmap(MAP_SHARED | MAP_ANONYMOUS)} has an inode, to which /proc/self/map_files leads. Tasks show it as
 * {@code /dev/zero (deleted)} again.
 */
public final class SharedMemories implements AutoCloseable {
    private static final int O_RDWR = 2;
    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED_ANONYMOUS = 0x21;
    private static final long PAGE = 4096;

    private final Map<Long, Memory> memories = new HashMap<>();

    private record Memory(Fd fd, long size) {}

    /** The one of a restore. Close it when all tasks have their mappings. */
    public static SharedMemories of(FileRestore files) {
        return files.shared(SharedMemories.class, SharedMemories::new);
    }

    /**
     * The memory saved under {@code number}, filled when first asked for.
     *
     * @param size that it has at least; it grows when a later task needs more
     */
    Fd open(Linux linux, ImageDirectory set, long number, long size) {
        Memory memory = memories.get(number);
        if (memory == null) {
            SharedMemoryPages pages = SharedMemoryPages.in(set, number);
            long whole = Math.max(size, pages.end());
            memory = new Memory(make(linux, whole), whole);
            pages.fill(linux, memory.fd, whole);
            memories.put(number, memory);
        } else if (memory.size < size) {
            linux.files().ftruncate(memory.fd, size).orThrow("ftruncate", "shared anonymous memory " + number);
            memory = new Memory(memory.fd, size);
            memories.put(number, memory);
        }
        return memory.fd;
    }

    /** New shared anonymous memory of zeros, open for reading and writing. */
    public static Fd make(Linux linux, long size) {
        long length = (size + PAGE - 1) & -PAGE;
        long address = linux.memory()
                .tryMap(0, length, PROT_READ_WRITE, MAP_SHARED_ANONYMOUS, -1, 0)
                .orThrow("mmap", length + " bytes of shared memory");
        try {
            String link =
                    "/proc/self/map_files/" + Long.toHexString(address) + "-" + Long.toHexString(address + length);
            return linux.files().open(link, O_RDWR, 0);
        } finally {
            linux.memory().unmap(Block.at(address, length));
        }
    }

    @Override
    public void close() {
        memories.values().forEach(memory -> memory.fd.close());
        memories.clear();
    }
}
