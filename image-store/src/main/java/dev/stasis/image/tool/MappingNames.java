package dev.stasis.image.tool;

import dev.stasis.image.proto.VmaEntry;
import java.util.HashMap;
import java.util.Map;

/** What is mapped, in words. Shared memory is numbered in the order in which it is met. */
final class MappingNames {
    private static final int REGULAR = 0x1;
    private static final int VSYSCALL = 0x4;
    private static final int VDSO = 0x8;
    private static final int FILE_PRIVATE = 0x40;
    private static final int FILE_SHARED = 0x80;
    private static final int ANON_SHARED = 0x100;
    private static final int SYSTEM_V = 0x400;
    private static final int SOCKET = 0x800;
    private static final int MAP_GROWSDOWN = 0x100;

    private final FileNames files;
    private final Map<Long, Integer> shared = new HashMap<>();

    MappingNames(FileNames files) {
        this.files = files;
    }

    FileNames files() {
        return files;
    }

    /** Begins with a space if there is something to tell. */
    String describe(VmaEntry vma) {
        int status = vma.getStatus();
        StringBuilder text = new StringBuilder();
        if ((status & (FILE_PRIVATE | FILE_SHARED)) != 0) {
            text.append(path(vma));
            text.append(vma.getPgoff() != 0 ? " + 0x" + Long.toHexString(vma.getPgoff()) : "");
            text.append((status & FILE_SHARED) != 0 ? " (s)" : "");
        } else if ((status & SYSTEM_V) != 0) {
            text.append(numbered("ips", vma));
        } else if ((status & ANON_SHARED) != 0) {
            text.append(numbered("shmem", vma));
        } else if ((status & SOCKET) != 0) {
            text.append(numbered("packet", vma));
        } else if ((status & VDSO) != 0) {
            text.append(" [vdso]");
        } else if ((status & VSYSCALL) != 0) {
            text.append(" [vsyscall]");
        } else if ((vma.getFlags() & MAP_GROWSDOWN) != 0) {
            text.append(" [stack?]");
        }
        return text.append((status & REGULAR) == 0 ? " *" : "").toString();
    }

    /** The path behind a mapping of a file, with a space before it; empty for others. */
    String path(VmaEntry vma) {
        return (vma.getStatus() & (FILE_PRIVATE | FILE_SHARED)) != 0 ? " " + files.path(vma.getShmid()) : "";
    }

    private String numbered(String kind, VmaEntry vma) {
        return " " + kind + "[" + shared.computeIfAbsent(vma.getShmid(), id -> shared.size() + 1) + "]";
    }
}
