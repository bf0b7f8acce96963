package dev.stasis.engine.resource.memory;

import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.proc.MemoryArea;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Tells what an area of /proc/PID/smaps is. */
final class MappingDumper {
    private static final int OWNER_READ = 0400;
    private static final int OWNER_WRITE = 0200;

    private final FileIds files;
    private final int pid;
    private final long memoryDevice;
    private final Map<File, Integer> knownIds = new HashMap<>();
    private final Map<File, Integer> knownAccess = new HashMap<>();

    /** What smaps tells of a file. A program has several mappings of each library, and asking for each takes its time. */
    private record File(long device, long inode, String name) {}

    /** The id of the file behind a mapping of the process. */
    interface FileIds {
        int of(long start, long end);
    }

    /**
     * @param memoryDevice device of the kernel's own tmpfs, which holds shared anonymous memory, memfds and System V
     *     segments
     */
    MappingDumper(FileIds files, int pid, long memoryDevice) {
        this.files = files;
        this.pid = pid;
        this.memoryDevice = memoryDevice;
    }

    Mapping dump(MemoryArea area) {
        refuseWhatCannotBeKept(area);
        return switch (area.name()) {
            case "[vdso]" -> special(area, MappingKind.VDSO);
            case "[vsyscall]" -> special(area, MappingKind.VSYSCALL);
            case "[vvar]", "[vvar_vclock]" -> special(area, MappingKind.VVAR);
            case "[heap]" -> special(area, MappingKind.HEAP);
            default ->
                area.inode() == 0 && !area.name().startsWith("/") ? special(area, MappingKind.ANONYMOUS) : backed(area);
        };
    }

    private Mapping backed(MemoryArea area) {
        if (area.device() == memoryDevice) {
            if (area.name().startsWith("/SYSV")) {
                throw refused(area, "is a System V segment (" + area.name() + ")", "detach it first");
            }
            boolean named = area.name().startsWith("/memfd:");
            if (!named && !area.name().equals("/dev/zero (deleted)")) {
                throw refused(area, "is memory of the kernel's named " + area.name(), "close what made it first");
            }
            if (!named && area.shared()) {
                return new Mapping(
                        area.start(),
                        area.end(),
                        MappingKind.SHARED_ANONYMOUS,
                        area.protection(),
                        MappingFlags.of(area) | Mman.MAP_ANONYMOUS,
                        area.offset(),
                        area.inode(),
                        OptionalInt.empty(),
                        MappingFlags.advice(area));
            }
            return file(area, MappingKind.MEMORY_FILE);
        }
        return file(area, MappingKind.FILE);
    }

    private Mapping file(MemoryArea area, MappingKind kind) {
        File file = new File(area.device(), area.inode(), area.name());
        int id = knownIds.computeIfAbsent(file, first -> files.of(area.start(), area.end()));
        // With which access a file had been opened matters, and may differ, only where writes reach it.
        int access = area.shared() ? access(area) : knownAccess.computeIfAbsent(file, first -> access(area));
        return new Mapping(
                area.start(),
                area.end(),
                kind,
                area.protection(),
                MappingFlags.of(area),
                area.offset(),
                id,
                OptionalInt.of(access),
                MappingFlags.advice(area));
    }

    private static Mapping special(MemoryArea area, MappingKind kind) {
        return new Mapping(
                area.start(),
                area.end(),
                kind,
                area.protection(),
                MappingFlags.of(area) | Mman.MAP_ANONYMOUS,
                0,
                0,
                OptionalInt.empty(),
                MappingFlags.advice(area));
    }

    /** The permissions of the link in map_files are those with which the file had been opened. */
    private int access(MemoryArea area) {
        String link =
                "/proc/" + pid + "/map_files/" + Long.toHexString(area.start()) + "-" + Long.toHexString(area.end());
        try {
            int mode = (int) Files.getAttribute(Path.of(link), "unix:mode", LinkOption.NOFOLLOW_LINKS);
            if ((mode & OWNER_WRITE) == 0) {
                return 0;
            }
            return (mode & OWNER_READ) == 0 ? 1 : 2;
        } catch (IOException gone) {
            throw new TaskGone("process " + pid + " ended while its mappings were examined", gone);
        }
    }

    private void refuseWhatCannotBeKept(MemoryArea area) {
        if (area.has("ht")) {
            throw refused(area, "consists of huge pages of hugetlbfs", "run it without them");
        } else if (area.has("ss")) {
            throw refused(area, "is a shadow stack", "run it without shadow stacks");
        } else if (area.protectionKey() != 0) {
            throw refused(area, "has the protection key " + area.protectionKey(), "run it without protection keys");
        } else if (area.name().startsWith("/[aio]")) {
            throw refused(area, "is a ring of io_setup(2)", "destroy that context first");
        } else if (area.name().startsWith("anon_inode:") || area.name().startsWith("socket:")) {
            throw refused(area, "is a ring of the kernel's (" + area.name() + ")", "unmap it first");
        } else if ((area.has("io") || area.has("pf")) && !area.name().startsWith("[vvar")) {
            throw refused(area, "is memory of a device (" + area.name() + ")", "unmap it first");
        }
    }

    private Unsupported refused(MemoryArea area, String what, String remedy) {
        return new Unsupported("cannot dump process " + pid + ": its memory " + area.range() + " " + what
                + ", which cannot be saved; " + remedy);
    }
}
