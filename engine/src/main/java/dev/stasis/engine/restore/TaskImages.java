package dev.stasis.engine.restore;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.resource.file.Descriptor;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.fs.FsContext;
import dev.stasis.engine.resource.fs.FsContextImage;
import dev.stasis.engine.resource.task.OldTaskImages;
import dev.stasis.image.ImageSet;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.FdinfoEntry;
import dev.stasis.image.proto.PstreeEntry;
import dev.stasis.image.proto.SeccompMode;
import dev.stasis.image.proto.TaskCoreEntry;
import dev.stasis.image.proto.TaskKobjIdsEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The images of one process.
 *
 * @param entry its place in the tree
 * @param cores of its threads by tid, in the order of {@code entry}; of a zombie only its own
 * @param descriptors by number
 * @param fs working directory, root and umask; of a zombie none that mean anything
 */
record TaskImages(PstreeEntry entry, Map<Integer, CoreEntry> cores, List<Descriptor> descriptors, FsContext fs) {
    private static final int ZOMBIE = 2;
    private static final int STOPPED = 3;
    private static final int CLOSE_ON_EXEC = 1;

    int pid() {
        return entry.getPid();
    }

    CoreEntry core() {
        return core(pid());
    }

    CoreEntry core(int tid) {
        CoreEntry core = cores.get(tid);
        if (core == null) {
            throw new IllegalStateException("no core image of task " + tid);
        }
        return core;
    }

    private TaskCoreEntry task() {
        return core().getTc();
    }

    boolean zombie() {
        return task().getTaskState() == ZOMBIE;
    }

    boolean stopped() {
        return task().getTaskState() == STOPPED;
    }

    int stopSignal() {
        return task().hasStopSigno() ? task().getStopSigno() : 19;
    }

    int exitCode() {
        return task().getExitCode() >> 8 & 0xff;
    }

    /** The signal that a zombie was killed by; 0 if it exited. */
    int deathSignal() {
        return task().getExitCode() & 0x7f;
    }

    String comm() {
        return task().getComm();
    }

    List<Integer> threads() {
        return zombie() ? List.of() : entry.getThreadsList();
    }

    /** Whether it is the owner, or one of the owning group. */
    boolean is(FileOwner owner) {
        return switch (owner.type()) {
            case FileOwner.THREAD -> threads().contains(owner.pid());
            case FileOwner.PROCESS -> owner.pid() == pid();
            case FileOwner.GROUP -> owner.pid() == entry.getPgid();
            default -> false;
        };
    }

    TreePlan.Member member() {
        return new TreePlan.Member(entry.getPid(), entry.getPpid(), entry.getPgid(), entry.getSid());
    }

    /** Reads the images of all processes, parents first, and refuses what cannot be rebuilt. */
    static List<TaskImages> read(ImageSet set) {
        List<TaskImages> tasks = new ArrayList<>();
        Map<Integer, Integer> tables = new HashMap<>();
        for (PstreeEntry entry : set.all(ImageType.PSTREE)) {
            TaskImages task = read(set, entry, tables);
            tasks.add(task);
        }
        return tasks;
    }

    private static TaskImages read(ImageSet set, PstreeEntry entry, Map<Integer, Integer> tables) {
        int pid = entry.getPid();
        CoreEntry core = set.require(ImageType.CORE, pid);
        Map<Integer, CoreEntry> cores = new HashMap<>();
        cores.put(pid, core);
        if (core.getTc().getTaskState() == ZOMBIE) {
            return new TaskImages(entry, cores, List.of(), new FsContext(0, 0, 0));
        }
        FsContext fs = FsContextImage.read(set.require(ImageType.FS, pid));
        TaskImages task = new TaskImages(entry, cores, new ArrayList<>(), fs);
        OldTaskImages older = new OldTaskImages(set, pid);
        for (int tid : entry.getThreadsList()) {
            CoreEntry thread =
                    tid == pid ? older.leader(core) : older.other(set.require(ImageType.CORE, tid), tid, core);
            refuseSeccomp(thread, tid);
            cores.put(tid, thread);
        }
        TaskKobjIdsEntry ids = core.hasIds() ? core.getIds() : set.require(ImageType.IDS, pid);
        NamespaceIds.requireOurs(set, ids, pid);
        Integer other = tables.put(ids.getFilesId(), pid);
        if (other != null) {
            throw new Unsupported("processes " + other + " and " + pid
                    + " share one descriptor table (clone with CLONE_FILES), which cannot be restored yet");
        }
        for (FdinfoEntry descriptor : set.all(ImageType.FDINFO, ids.getFilesId())) {
            task.descriptors.add(new Descriptor(
                    descriptor.getFd(), (descriptor.getFlags() & CLOSE_ON_EXEC) != 0, descriptor.getId()));
        }
        task.descriptors.sort(Comparator.comparingInt(Descriptor::number));
        return task;
    }

    private static void refuseSeccomp(CoreEntry core, int tid) {
        boolean filtered = core.getThreadCore().getSeccompMode() != SeccompMode.disabled
                || core.getTc().getOldSeccompMode() != SeccompMode.disabled;
        if (filtered) {
            throw new Unsupported("task " + tid + " ran under a seccomp filter, which cannot be restored yet");
        }
    }
}
