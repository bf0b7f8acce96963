package dev.stasis.engine.resource.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.resource.Kinds;
import dev.stasis.engine.resource.task.sigaction.SignalActionsImage;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.InventoryEntry;
import dev.stasis.image.proto.TaskCoreEntry;
import dev.stasis.image.proto.TaskTimersEntry;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OldTaskImagesTest {
    private static final int PID = 42;

    @TempDir
    Path directory;

    private static CoreEntry complete() {
        CoreEntry.Builder core = CoreEntry.newBuilder().setMtype(CoreEntry.March.X86_64);
        core.getTcBuilder().setTaskState(1).setExitCode(0);
        Kinds.tasks().forEach(kind -> write(kind, core));
        return core.build();
    }

    private static <T> void write(TaskKind<T> kind, CoreEntry.Builder core) {
        kind.image().write(TaskSamples.of(kind), core);
    }

    @Test
    void filesOfOlderVersionsArePutWhereTheyBelong() throws Exception {
        CoreEntry complete = complete();
        TaskCoreEntry task = complete.getTc();
        TaskTimersEntry timers = task.getTimers();
        try (ImageSetWriter set = ImageSetWriter.create(directory)) {
            set.writeAll(ImageType.SIGACTS, PID, task.getSigactionsList());
            set.writeAll(ImageType.ITIMERS, PID, List.of(timers.getReal(), timers.getVirt(), timers.getProf()));
            set.writeAll(ImageType.POSIX_TIMERS, PID, timers.getPosixList());
            set.writeAll(ImageType.RLIMIT, PID, task.getRlimits().getRlimitsList());
            set.write(ImageType.CREDS, PID, complete.getThreadCore().getCreds());
            set.writeAll(ImageType.SIGNAL_S, PID, task.getSignalsS().getSignalsList());
            set.writeAll(
                    ImageType.SIGNAL_P,
                    PID,
                    complete.getThreadCore().getSignalsP().getSignalsList());
            set.commit(InventoryEntry.newBuilder().setImgVersion(1).build());
        }
        CoreEntry.Builder old = complete.toBuilder();
        old.getTcBuilder().clearSigactions().clearTimers().clearRlimits().clearSignalsS();
        old.getThreadCoreBuilder().clearCreds().clearSignalsP();
        assertEquals(complete, images().leader(old.build()));
    }

    @Test
    void anImageOfTodayStaysAsItIs() {
        assertEquals(complete(), images().leader(complete()));
    }

    @Test
    void aThreadWithoutNameTakesItsLeaders() {
        CoreEntry.Builder thread = complete().toBuilder().clearTc();
        thread.getThreadCoreBuilder().clearComm().setBlkSigset(0);
        CoreEntry found = images().other(thread.build(), PID + 1, complete());
        assertEquals(complete().getTc().getCommBytes(), found.getThreadCore().getCommBytes());
    }

    @Test
    void withoutAnySignalActionsTheSetIsDamaged() {
        CoreEntry.Builder old = complete().toBuilder();
        old.getTcBuilder().clearSigactions();
        CoreEntry found = images().leader(old.build());
        assertThrows(ImageDamaged.class, () -> new SignalActionsImage().read(found));
    }

    private OldTaskImages images() {
        return new OldTaskImages(ImageDirectory.at(directory), PID);
    }
}
