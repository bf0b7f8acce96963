package dev.stasis.engine.resource.file.memfd;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Memfd;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.SharedMemoryPages;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.InheritedFiles;
import dev.stasis.engine.resource.memory.SharedMemories;
import dev.stasis.image.ImageDirectory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files in memory of one restore, each made and filled when first needed. F_SEAL_FUTURE_WRITE is compatible with
 * mappings that could be written before: such seals come when all tasks have their mappings, at the end.
 */
final class RestoredMemFds implements AutoCloseable {
    private final FileRestore restore;
    private final Map<Integer, Fd> anchors = new HashMap<>();
    private final Set<Integer> taken = new HashSet<>();
    private final Map<Integer, MemFdInode> unsealed = new HashMap<>();

    private RestoredMemFds(FileRestore restore) {
        this.restore = restore;
    }

    /** A path by which the memory can be opened, as long as the restore lasts. */
    static String way(MemFdInode inode, FileRestore restore) {
        return way(of(restore).anchor(inode));
    }

    /**
     * The description that memfd_create(2) made, for the first who asks: unlike those that are opened by /proc it does not
     * count as a writer, which would keep the memory from being executed.
     */
    static Optional<Fd> original(MemFdInode inode, FileRestore restore) {
        RestoredMemFds made = of(restore);
        Fd anchor = made.anchor(inode);
        return made.taken.add(inode.number()) ? Optional.of(anchor) : Optional.empty();
    }

    private static RestoredMemFds of(FileRestore restore) {
        return restore.shared(RestoredMemFds.class, () -> new RestoredMemFds(restore));
    }

    private Fd anchor(MemFdInode inode) {
        Fd anchor = anchors.get(inode.number());
        if (anchor == null) {
            anchor = make(inode);
            anchors.put(inode.number(), anchor);
        }
        return anchor;
    }

    private static String way(Fd anchor) {
        return "/proc/self/fd/" + anchor.number();
    }

    private Fd make(MemFdInode inode) {
        Optional<Fd> inherited = InheritedFiles.find(restore, "/memfd:" + inode.name());
        if (inherited.isPresent()) {
            return inherited.get();
        }
        Linux linux = restore.linux();
        Fd memory = inode.anonymous() ? SharedMemories.make(linux, inode.size()) : create(linux, inode);
        try {
            fill(linux, memory, inode);
            if ((inode.seals() & Fcntl.F_SEAL_FUTURE_WRITE) != 0) {
                unsealed.put(inode.number(), inode);
            } else {
                seal(linux, memory, inode);
            }
            return memory;
        } catch (RuntimeException failure) {
            memory.close();
            throw failure;
        }
    }

    private static Fd create(Linux linux, MemFdInode inode) {
        int flags = Memfd.MFD_CLOEXEC | (inode.maySeal() ? Memfd.MFD_ALLOW_SEALING : 0);
        byte[] name = inode.name().getBytes(StandardCharsets.ISO_8859_1);
        try (Arena arena = new Arena()) {
            Block text = arena.allocate(name.length + 1L).putBytes(0, name);
            Result made = new Result(linux.raw().call(Nr.MEMFD_CREATE, text.address(), flags));
            return linux.files().adopt(made, "memfd_create", inode.name());
        }
    }

    private void fill(Linux linux, Fd memory, MemFdInode inode) {
        String what = "memfd " + inode.name();
        if (!inode.anonymous()) {
            linux.files().ftruncate(memory, inode.size()).orThrow("ftruncate", what);
            new Result(linux.raw().call(Nr.FCHOWN, memory.number(), inode.uid(), inode.gid())).orThrow("fchown", what);
            inode.mode()
                    .ifPresent(mode -> new Result(linux.raw().call(Nr.FCHMOD, memory.number(), mode & 07777))
                            .orThrow("fchmod", what));
        }
        ImageDirectory set = ImageDirectory.at(restore.request().dirs().images());
        SharedMemoryPages.in(set, Integer.toUnsignedLong(inode.memory())).fill(linux, memory, inode.size());
    }

    private static void seal(Linux linux, Fd memory, MemFdInode inode) {
        if (inode.maySeal() && inode.seals() != 0) {
            linux.files()
                    .fcntl(memory, Fcntl.F_ADD_SEALS, inode.seals())
                    .orThrow("fcntl(F_ADD_SEALS)", "memfd " + inode.name());
        }
    }

    @Override
    public void close() {
        try {
            unsealed.forEach((number, inode) -> seal(restore.linux(), anchor(inode), inode));
        } finally {
            unsealed.clear();
            anchors.forEach((number, anchor) -> {
                if (!taken.contains(number)) {
                    anchor.close();
                }
            });
            anchors.clear();
        }
    }
}
