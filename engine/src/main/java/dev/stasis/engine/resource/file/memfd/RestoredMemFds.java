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
import java.util.Map;
import java.util.Optional;

/**
 * The files in memory of one restore, each made and filled when first needed. F_SEAL_FUTURE_WRITE is compatible with
 * mappings that could be written before: such seals come when all tasks have their mappings, at the end.
 */
final class RestoredMemFds implements AutoCloseable {
    private final FileRestore restore;
    private final Map<Integer, Fd> anchors = new HashMap<>();
    private final Map<Integer, MemFdInode> unsealed = new HashMap<>();

    private RestoredMemFds(FileRestore restore) {
        this.restore = restore;
    }

    /** A path by which the memory can be opened, as long as the restore lasts. */
    static String way(MemFdInode inode, FileRestore restore) {
        RestoredMemFds made = restore.shared(RestoredMemFds.class, () -> new RestoredMemFds(restore));
        Fd anchor = made.anchors.get(inode.number());
        if (anchor == null) {
            anchor = made.make(inode);
            made.anchors.put(inode.number(), anchor);
        }
        return way(anchor);
    }

    private static String way(Fd anchor) {
        return "/proc/self/fd/" + anchor.number();
    }

    /** Behind a descriptor opened with O_PATH: who executes the memory must not find it open for writing. */
    private Fd make(MemFdInode inode) {
        Optional<Fd> inherited = InheritedFiles.find(restore, "/memfd:" + inode.name());
        if (inherited.isPresent()) {
            return inherited.get();
        }
        Linux linux = restore.linux();
        try (Fd memory = inode.anonymous() ? SharedMemories.make(linux, inode.size()) : create(linux, inode)) {
            fill(linux, memory, inode);
            if ((inode.seals() & Fcntl.F_SEAL_FUTURE_WRITE) != 0) {
                unsealed.put(inode.number(), inode);
            } else {
                seal(linux, memory, inode);
            }
            return linux.files().open(way(memory), Fcntl.O_PATH, 0);
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
        Linux linux = restore.linux();
        try {
            unsealed.forEach((number, inode) -> {
                try (Fd memory = linux.files().open(way(inode, restore), Fcntl.O_RDWR, 0)) {
                    seal(linux, memory, inode);
                }
            });
        } finally {
            unsealed.clear();
            anchors.values().forEach(Fd::close);
            anchors.clear();
        }
    }
}
