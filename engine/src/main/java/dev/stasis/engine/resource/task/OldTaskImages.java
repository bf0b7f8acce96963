package dev.stasis.engine.resource.task;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.ItimerEntry;
import dev.stasis.image.proto.PosixTimerEntry;
import dev.stasis.image.proto.RlimitEntry;
import dev.stasis.image.proto.SiginfoEntry;
import dev.stasis.image.proto.SignalQueueEntry;
import dev.stasis.image.proto.TaskTimersEntry;
import java.util.List;

/**
 * What older CRIUs wrote into files of their own: signal actions (3.x still did), timers, limits, credentials, pending
 * signals. It is put where it belongs today, so that kinds need to know one place only.
 */
public final class OldTaskImages {
    private final ImageDirectory images;
    private final int pid;

    /** Of the process {@code pid}. */
    public OldTaskImages(ImageDirectory images, int pid) {
        this.images = images;
        this.pid = pid;
    }

    /** The core of the process, completed; a new one is returned as it is. */
    public CoreEntry leader(CoreEntry core) {
        CoreEntry.Builder complete = core.toBuilder();
        if (core.getTc().getSigactionsCount() == 0) {
            complete.getTcBuilder().addAllSigactions(images.all(ImageType.SIGACTS, pid));
        }
        if (!core.getTc().hasTimers()) {
            timers(complete);
        }
        if (!core.getTc().hasRlimits()) {
            List<RlimitEntry> limits = images.all(ImageType.RLIMIT, pid);
            complete.getTcBuilder().getRlimitsBuilder().addAllRlimits(limits);
        }
        if (!core.getTc().hasSignalsS()) {
            complete.getTcBuilder().setSignalsS(queue(images.all(ImageType.SIGNAL_S, pid)));
        }
        thread(complete, pid);
        return complete.build();
    }

    /**
     * The core of another thread, completed.
     *
     * @param leader whose name it takes when it has none of its own
     */
    public CoreEntry other(CoreEntry core, int tid, CoreEntry leader) {
        CoreEntry.Builder complete = core.toBuilder();
        if (!core.getThreadCore().hasComm()) {
            complete.getThreadCoreBuilder().setCommBytes(leader.getTc().getCommBytes());
        }
        thread(complete, tid);
        return complete.build();
    }

    private void thread(CoreEntry.Builder core, int tid) {
        if (!core.getThreadCore().hasCreds()) {
            images.find(ImageType.CREDS, pid).ifPresent(core.getThreadCoreBuilder()::setCreds);
        }
        if (!core.getThreadCore().hasSignalsP()) {
            core.getThreadCoreBuilder().setSignalsP(queue(images.all(ImageType.SIGNAL_P, tid)));
        }
    }

    private void timers(CoreEntry.Builder core) {
        List<ItimerEntry> intervals = images.all(ImageType.ITIMERS, pid);
        List<PosixTimerEntry> others = images.all(ImageType.POSIX_TIMERS, pid);
        if (intervals.size() == 3) {
            core.getTcBuilder()
                    .setTimers(TaskTimersEntry.newBuilder()
                            .setReal(intervals.get(0))
                            .setVirt(intervals.get(1))
                            .setProf(intervals.get(2))
                            .addAllPosix(others));
        }
    }

    private static SignalQueueEntry queue(List<SiginfoEntry> signals) {
        return SignalQueueEntry.newBuilder().addAllSignals(signals).build();
    }
}
