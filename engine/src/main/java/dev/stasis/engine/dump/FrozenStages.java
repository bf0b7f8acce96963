package dev.stasis.engine.dump;

import dev.stasis.engine.api.request.AfterDump;
import dev.stasis.engine.resource.file.Descriptor;
import dev.stasis.engine.resource.file.StagedImages;
import dev.stasis.engine.resource.file.lock.FileLock;
import dev.stasis.engine.resource.file.lock.FileLockImage;
import dev.stasis.engine.resource.fs.FsContext;
import dev.stasis.engine.resource.fs.FsContextDumper;
import dev.stasis.engine.resource.fs.FsContextImage;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FdinfoEntry;
import dev.stasis.image.proto.FileLockEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is done while the tree stands still, in this order. */
final class FrozenStages {
    static final List<Stage> ALL = List.of(
            new Stage("examine tasks", FrozenStages::examine),
            new Stage("save files", FrozenStages::saveFiles),
            new Stage("save tasks", FrozenStages::saveTasks),
            new Stage("track memory", FrozenStages::trackMemory),
            new Stage("save memory", FrozenStages::saveMemory),
            new Stage("write files", FrozenStages::writeFiles),
            new Stage("write tree", TreeImages::write),
            new Stage("write set", InventoryImages::write));

    private FrozenStages() {}

    /** Refuses what cannot be saved before anything is injected. */
    private static void examine(FrozenDump dump) {
        TreeImages.checkSessions(dump);
        Namespaces namespaces = Namespaces.own(dump.linux());
        ControlGroups groups = ControlGroups.own();
        for (FrozenProcess process : dump.tree().processes()) {
            if (!process.zombie()) {
                namespaces.requireSame(process);
                SeccompRule.check(process);
                groups.warnOfOther(process, dump.log());
            }
        }
        new KernelObjects(dump.linux()).requireUnshared(dump.tree().processes());
    }

    private static void saveFiles(FrozenDump dump) {
        dump.files().dumpAll();
    }

    private static void saveTasks(FrozenDump dump) throws IOException {
        TaskImages images = new TaskImages(dump);
        for (FrozenProcess process : dump.tree().processes()) {
            if (process.zombie()) {
                images.writeZombie(process);
                continue;
            }
            try (RemoteProcess remote = InjectionSite.open(process)) {
                images.write(process, remote);
                dump.memory().examine(process, remote, dump.files());
            }
            FsContext context = FsContextDumper.dump(dump.files(), process.pid());
            dump.set().write(ImageType.FS, process.pid(), FsContextImage.write(context));
        }
    }

    /** Pages have been scanned with the tasks: what is written from here on belongs to the next set. */
    private static void trackMemory(FrozenDump dump) {
        dump.chain().arm(dump.tree().processes());
        if (dump.request().after() != AfterDump.KILL) {
            dump.chain().disarm(dump.tree().processes());
        }
    }

    private static void saveMemory(FrozenDump dump) throws IOException {
        long start = System.nanoTime();
        dump.memory().savePages(dump.tree().processes(), dump.files());
        long nanos = System.nanoTime() - start;
        TreeMemory memory = dump.memory();
        dump.clock().collected(memory.scanNanos() + nanos - memory.writeNanos());
        dump.clock().saved(memory.counts(), memory.writeNanos());
    }

    private static void writeFiles(FrozenDump dump) throws IOException {
        try (StagedImages sink = new StagedImages(dump.set())) {
            dump.set().writeAll(ImageType.FILES, 0, dump.files().entries(sink));
        }
        List<FileLock> locks = dump.files().locks();
        if (!locks.isEmpty()) {
            List<FileLockEntry> entries =
                    locks.stream().map(FileLockImage::write).toList();
            dump.set().writeAll(ImageType.FILELOCKS, 0, entries);
        }
        int number = 1;
        for (FrozenProcess process : dump.tree().processes()) {
            if (!process.zombie()) {
                dump.set().writeAll(ImageType.FDINFO, ++number, descriptors(dump, process.pid()));
            }
        }
    }

    private static List<FdinfoEntry> descriptors(FrozenDump dump, int pid) {
        List<FdinfoEntry> entries = new ArrayList<>();
        for (Descriptor descriptor : dump.files().descriptors(pid)) {
            entries.add(FdinfoEntry.newBuilder()
                    .setId(descriptor.fileId())
                    .setFlags(descriptor.closeOnExec() ? 1 : 0)
                    .setType(dump.files().type(descriptor.fileId()))
                    .setFd(descriptor.number())
                    .build());
        }
        return entries;
    }
}
