package dev.stasis.engine.kernel.proc;

import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** What the kernel does with memory that is only read. */
public final class ZeroPage {
    private static final long PAGE = 4096;

    private ZeroPage() {}

    /** Whether one page of zeros serves all; some kernels of virtual machines give each page a frame of its own. */
    public static boolean isShared(Linux linux) {
        Block memory = linux.memory().mapAnonymous(2 * PAGE, 3);
        try (RandomAccessFile pagemap = new RandomAccessFile("/proc/self/pagemap", "r")) {
            memory.getByte(0);
            memory.getByte(PAGE);
            return Arrays.equals(entry(pagemap, memory.address()), entry(pagemap, memory.address() + PAGE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            linux.memory().unmap(memory);
        }
    }

    private static byte[] entry(RandomAccessFile pagemap, long address) throws IOException {
        byte[] word = new byte[8];
        pagemap.seek(address / PAGE * 8);
        pagemap.readFully(word);
        return word;
    }
}
