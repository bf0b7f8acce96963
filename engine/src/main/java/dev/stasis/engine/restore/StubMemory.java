package dev.stasis.engine.restore;

import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.trace.RemoteAddress;
import dev.stasis.engine.trace.x86_64.BatchCode;
import java.nio.charset.StandardCharsets;

/**
 * Memory shared between this process and every task under construction, at one address free in all of their images: a page
 * of code, a table of calls, and space for the arguments that the calls point at. One task uses it at a time.
 */
public final class StubMemory implements AutoCloseable {
    /** Calls that fit into the table. */
    public static final int TABLE_CAPACITY = 4096;
    /** Bytes of arguments that always fit for one call. */
    public static final long LARGEST_ARGUMENTS = 256 << 10;
    /** Whole size in bytes. */
    public static final long SIZE = 2L << 20;

    private static final int PROT_READ_WRITE = 3;
    private static final long TABLE = 4096;
    private static final long DATA = TABLE + (long) TABLE_CAPACITY * BatchCode.ENTRY;

    private final Linux linux;
    private final Fd memory;
    private final Block local;
    private final long remote;
    private long used = DATA;

    private StubMemory(Linux linux, Fd memory, Block local, long remote) {
        this.linux = linux;
        this.memory = memory;
        this.local = local;
        this.remote = remote;
    }

    /**
     * Makes the memory, not yet mapped in any task.
     *
     * @param address page-aligned start of {@link #SIZE} bytes that no task's image uses
     */
    public static StubMemory at(Linux linux, long address) {
        Fd memory = linux.files().memfd("stasis-stub", 1);
        linux.files().ftruncate(memory, SIZE).orThrow("ftruncate", "stasis-stub");
        Block local = linux.memory().mapShared(memory, SIZE, PROT_READ_WRITE);
        local.putBytes(0, BatchCode.code());
        return new StubMemory(linux, memory, local, address);
    }

    Fd file() {
        return memory;
    }

    public RemoteAddress address() {
        return new RemoteAddress(remote);
    }

    RemoteAddress code(int offset) {
        return new RemoteAddress(remote + offset);
    }

    RemoteAddress table() {
        return new RemoteAddress(remote + TABLE);
    }

    Block tableEntry(int index) {
        return local.slice(TABLE + (long) index * BatchCode.ENTRY, BatchCode.ENTRY);
    }

    /** Forgets all argument data handed out so far. */
    void reset() {
        used = DATA;
    }

    /** Whether {@code bytes} more fit before the next {@link #reset}. */
    boolean hasRoomFor(long bytes) {
        return used + bytes + 16 <= SIZE;
    }

    /** Zeroed argument space, aligned to 16 bytes. */
    Shared allocate(long bytes) {
        if (!hasRoomFor(bytes)) {
            throw new IllegalStateException(bytes + " bytes of arguments do not fit into the stub's memory");
        }
        Block block = local.slice(used, bytes).fill((byte) 0);
        Shared shared = new Shared(block, new RemoteAddress(remote + used));
        used = (used + bytes + 15) & ~15L;
        return shared;
    }

    Shared string(String text) {
        return bytes((text + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }

    Shared bytes(byte[] bytes) {
        Shared shared = allocate(bytes.length);
        shared.here().putBytes(0, bytes);
        return shared;
    }

    /**
     * A piece of the shared memory under both its addresses.
     *
     * @param here in this process
     * @param there in the tasks
     */
    public record Shared(Block here, RemoteAddress there) {}

    @Override
    public void close() {
        linux.memory().unmap(local);
        memory.close();
    }
}
