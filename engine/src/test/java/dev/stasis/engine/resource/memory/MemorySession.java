package dev.stasis.engine.resource.memory;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.proc.MemoryArea;
import dev.stasis.engine.kernel.proc.ResidentPages;
import dev.stasis.engine.kernel.proc.Smaps;
import dev.stasis.engine.pages.KeptMemories;
import dev.stasis.engine.pages.LocalPageStore;
import dev.stasis.engine.pages.PageCounts;
import dev.stasis.engine.pages.PageDump;
import dev.stasis.engine.restore.BareTask;
import dev.stasis.engine.restore.RestoreTask;
import dev.stasis.engine.restore.StubMemory;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.trace.StubSite;
import dev.stasis.engine.trace.Target;
import dev.stasis.engine.trace.TracerThread;
import dev.stasis.engine.tree.FrozenThread;
import dev.stasis.engine.tree.FrozenTree;
import dev.stasis.engine.tree.TreeFreezer;
import dev.stasis.image.ImageSet;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.InventoryEntry;
import dev.stasis.image.proto.MmEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Dumps the memory of a running program into an image set, and makes it again in a bare task. */
final class MemorySession {
    private final Linux linux = Linux.real();
    private final DumpedMemory files = new DumpedMemory();
    private final Path images;

    MemorySession(Path images) {
        this.images = images;
    }

    /** {@code look} is run when the program stands still, before anything is done to it. */
    @SuppressWarnings("try") // pages are closed before the commit
    PageCounts dump(int pid, Runnable look) {
        return TracerThread.run(() -> {
            try (ImageSetWriter set = ImageSetWriter.create(images)) {
                PageCounts counts = dump(set, pid, look);
                set.commit(InventoryEntry.newBuilder().setImgVersion(2).build());
                return counts;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private PageCounts dump(ImageSetWriter set, int pid, Runnable look) throws IOException {
        LocalPageStore store = new LocalPageStore(linux, set, Optional.empty());
        PageDump pages = new PageDump(linux, store);
        pages.reserve(List.of(pid));
        try (store;
                FrozenTree tree = TreeFreezer.freeze(linux, pid, 10);
                KeptMemories kept = KeptMemories.of(files)) {
            look.run();
            FrozenThread leader = tree.root().leader();
            MemoryArea vdso = Smaps.outline(pid).stream()
                    .filter(area -> area.name().equals("[vdso]"))
                    .findFirst()
                    .orElseThrow();
            StubSite site = StubSite.in(leader.tracee().memory(), pid, vdso.start(), vdso.end());
            AddressSpaceDumper dumper = new AddressSpaceDumper(linux, files);
            try (RemoteProcess remote = RemoteProcess.open(leader.tracee(), leader.state(), site)) {
                AddressSpace space = dumper.dump(tree.root(), remote, files, ResidentPages.Unchanged.UNKNOWN);
                pages.write(pages.plan(tree.root(), space, dumper.resident(pid)));
                set.write(ImageType.MM, pid, AddressSpaceImage.write(space));
            }
            pages.writeShared(kept);
            return pages.counts();
        }
    }

    /** Ends the program and makes its memory again at its pid; {@code check} looks at it. */
    void restore(Target target, BiConsumer<RestoreTask, AddressSpace> check) {
        end(target);
        int pid = target.pid();
        restore(pid, AddressSpaceImage.read(image(pid), "mm-" + pid + ".img"), check);
    }

    void end(Target target) {
        target.close();
        while (Files.exists(Path.of("/proc/" + target.pid()))) {
            Thread.onSpinWait();
        }
    }

    MmEntry image(int pid) {
        return ImageSet.open(images).require(ImageType.MM, pid);
    }

    /** Makes a memory with the pages of {@code pid}, in a task of that pid. */
    void restore(int pid, AddressSpace space, BiConsumer<RestoreTask, AddressSpace> check) {
        ImageSet set = ImageSet.open(images);
        RestoredMemory restored = new RestoredMemory(files);
        long stub = FreeAddress.find(List.of(space), StubMemory.SIZE);
        BareTask.use(stub, pid, task -> {
            AddressSpaceRestorer.restore(task, space, restored, set);
            AddressSpaceRestorer.applyMm(task, space, -1);
            SharedMemories.of(restored).close();
            check.accept(task, space);
        });
    }
}
