package dev.stasis.engine.dump;

import dev.stasis.engine.kernel.proc.ProcessStat;
import dev.stasis.engine.resource.Kinds;
import dev.stasis.engine.resource.task.TaskKind;
import dev.stasis.engine.resource.task.TaskScope;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.trace.RemoteSyscalls;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.engine.tree.FrozenThread;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.TaskCoreEntry;
import java.io.IOException;

/** Reads the attributes of processes and threads, and writes {@code core-TID.img}. */
final class TaskImages {
    /** Values of task_state. */
    private static final int ALIVE = 1;

    private static final int ZOMBIE = 2;
    private static final int STOPPED = 3;

    private static final int OWN_CGROUPS = 1;

    private final FrozenDump dump;

    TaskImages(FrozenDump dump) {
        this.dump = dump;
    }

    /** Requires: {@code remote} is open on the process. */
    void write(FrozenProcess process, RemoteProcess remote) throws IOException {
        for (FrozenThread thread : process.threads()) {
            CoreEntry core;
            if (thread.tid() == process.pid()) {
                core = leader(process, thread, remote);
            } else {
                try (RemoteSyscalls calls = remote.thread(thread.tracee(), thread.state())) {
                    CoreEntry.Builder builder = CoreEntry.newBuilder().setMtype(CoreEntry.March.X86_64);
                    fill(builder, new ThreadUnderDump(process, thread, calls, remote.scratch()));
                    core = builder.build();
                }
            }
            dump.set().write(ImageType.CORE, thread.tid(), core);
        }
    }

    private CoreEntry leader(FrozenProcess process, FrozenThread thread, RemoteProcess remote) {
        CoreEntry.Builder core = CoreEntry.newBuilder().setMtype(CoreEntry.March.X86_64);
        TaskCoreEntry.Builder task = core.getTcBuilder();
        if (process.condition() == FrozenProcess.Condition.STOPPED) {
            task.setTaskState(STOPPED).setStopSigno(process.stopSignal());
        } else {
            task.setTaskState(ALIVE);
        }
        task.setExitCode(0).setPersonality(0).setFlags(0);
        fill(core, new ThreadUnderDump(process, thread, remote.leader(), remote.scratch()));
        return core.build();
    }

    private static void fill(CoreEntry.Builder core, ThreadUnderDump thread) {
        for (TaskKind<?> kind : Kinds.tasks()) {
            if (kind.scope() == TaskScope.THREAD || thread.leads()) {
                fill(core, thread, kind);
            }
        }
        core.getThreadCoreBuilder().setCgSet(OWN_CGROUPS);
    }

    private static <T> void fill(CoreEntry.Builder core, ThreadUnderDump thread, TaskKind<T> kind) {
        kind.image().write(kind.dumper().dump(thread), core);
    }

    /** A zombie is but a name and a wait status. */
    void writeZombie(FrozenProcess process) throws IOException {
        ProcessStat stat = ProcessStat.of(process.pid());
        TaskCoreEntry.Builder task = TaskCoreEntry.newBuilder()
                .setTaskState(ZOMBIE)
                .setExitCode(stat.exitCode())
                .setPersonality(0)
                .setFlags(0)
                .setBlkSigset(0)
                .setComm(stat.name());
        CoreEntry core = CoreEntry.newBuilder()
                .setMtype(CoreEntry.March.X86_64)
                .setTc(task)
                .build();
        dump.set().write(ImageType.CORE, process.pid(), core);
    }
}
