package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileDump;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The memories of a dump that are no single process's: shared anonymous ones and memfds. Whoever comes upon one names it
 * here; their pages are written once, when all are known.
 */
public final class KeptMemories implements AutoCloseable {
    private final Map<Long, Kept> memories = new LinkedHashMap<>();

    record Kept(Fd memory, long size) {}

    /** Those of a dump. */
    public static KeptMemories of(FileDump dump) {
        return dump.shared(KeptMemories.class, KeptMemories::new);
    }

    /**
     * Keeps the contents of a memory.
     *
     * @param number of its inode, under which its pages go into the image set
     * @param memory open for reading; it is duplicated
     * @param size in bytes that matter; the largest that is told counts
     */
    public void keep(Linux linux, long number, Fd memory, long size) {
        Kept known = memories.get(number);
        if (known != null) {
            memories.put(number, new Kept(known.memory, Math.max(known.size, size)));
            return;
        }
        Fd copy = linux.files()
                .adopt(
                        linux.files().fcntl(memory, Fcntl.F_DUPFD_CLOEXEC, 0),
                        "fcntl(F_DUPFD_CLOEXEC)",
                        "shared memory " + number);
        memories.put(number, new Kept(copy, size));
    }

    public boolean has(long number) {
        return memories.containsKey(number);
    }

    Map<Long, Kept> all() {
        return memories;
    }

    @Override
    public void close() {
        memories.values().forEach(kept -> kept.memory.close());
        memories.clear();
    }
}
