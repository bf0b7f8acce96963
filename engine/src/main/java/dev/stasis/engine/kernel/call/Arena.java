package dev.stasis.engine.kernel.call;

import com.kenai.jffi.MemoryIO;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Native memory that lives as long as a {@code try}. Blocks are zeroed and aligned to 16 bytes.
 *
 * <pre>{@code
 * try (Arena arena = new Arena()) {
 *     Block value = arena.allocate(8);
 *     ...
 * }
 * }</pre>
 */
public final class Arena implements AutoCloseable {
    private static final MemoryIO IO = MemoryIO.getInstance();

    private final List<Long> owned = new ArrayList<>();

    public Block allocate(long size) {
        long address = IO.allocateMemory(Math.max(size, 1), true);
        if (address == 0) {
            throw new OutOfMemoryError("no native memory for " + size + " bytes");
        }
        owned.add(address);
        return Block.at(address, size);
    }

    public Block copy(byte[] bytes) {
        return allocate(bytes.length).putBytes(0, bytes);
    }

    /** UTF-8 with a final NUL. */
    public Block string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return allocate(bytes.length + 1L).putBytes(0, bytes);
    }

    @Override
    public void close() {
        owned.forEach(IO::freeMemory);
        owned.clear();
    }
}
