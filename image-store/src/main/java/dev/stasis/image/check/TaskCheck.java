package dev.stasis.image.check;

import static dev.stasis.image.check.TreeTask.ALIVE;
import static dev.stasis.image.check.TreeTask.DEAD;
import static dev.stasis.image.check.TreeTask.STOPPED;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.RlimitEntry;
import dev.stasis.image.proto.TaskCoreEntry;
import java.util.Set;

/** The core images of a task and its threads. */
final class TaskCheck {
    private static final int SIGNALS = 64;
    /** WTERMSIG of wait(2). */
    private static final int SIGNAL_OF_DEATH = 0x7f;
    /** SIGCHLD, SIGCONT, SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU, SIGURG, SIGWINCH: they stop a task, or do nothing. */
    private static final Set<Integer> HARMLESS_SIGNALS = Set.of(17, 18, 19, 20, 21, 22, 23, 28);
    /** All signals but SIGKILL and SIGSTOP. */
    private static final int ACTIONS = SIGNALS - 2;
    /** TASK_COMM_LEN with its final NUL. */
    private static final int LONGEST_NAME = 15;
    /** RLIM_NLIMITS. */
    private static final int LIMITS = 16;

    private TaskCheck() {}

    static void check(ImageDirectory images, TreeTask task, SeccompFilters filters) {
        Spot at = Spot.of(images, ImageType.CORE, task.pid());
        checkTask(at, task.core().getTc());
        if (!task.isAlive()) {
            checkDeath(at, task.core().getTc());
            return;
        }
        checkIds(images, task);
        TimerCheck.check(at, task.core().getTc());
        for (int tid : task.threads()) {
            checkThread(images, task, tid, filters);
        }
    }

    private static void checkTask(Spot at, TaskCoreEntry task) {
        int state = task.getTaskState();
        if (state != ALIVE && state != DEAD && state != STOPPED) {
            throw at.damaged("tc.task_state", "is " + Integer.toUnsignedString(state) + ", no state of a task");
        }
        at.atMost(SIGNALS, Integer.toUnsignedLong(task.getStopSigno()), "tc.stop_signo");
        at.lengthAtMost(LONGEST_NAME, task.getCommBytes().size(), "tc.comm");
        at.lengthIs(ACTIONS, task.getSigactionsCount(), "tc.sigactions");
        at.lengthIs(LIMITS, task.getRlimits().getRlimitsCount(), "tc.rlimits");
        for (RlimitEntry limit : task.getRlimits().getRlimitsList()) {
            if (Long.compareUnsigned(limit.getCur(), limit.getMax()) > 0) {
                throw at.damaged(
                        "tc.rlimits.cur",
                        "is " + Long.toUnsignedString(limit.getCur()) + ", above its max, "
                                + Long.toUnsignedString(limit.getMax()));
            }
        }
        ThreadCheck.checkQueue(at, "tc.signals_s", task.getSignalsS());
    }

    /** A zombie that was killed: by a signal that kills. */
    private static void checkDeath(Spot at, TaskCoreEntry task) {
        int signal = task.getExitCode() & SIGNAL_OF_DEATH;
        if (signal > SIGNALS || HARMLESS_SIGNALS.contains(signal)) {
            throw at.damaged("tc.exit_code", "is " + task.getExitCode() + ", but no task dies of the signal " + signal);
        }
    }

    private static void checkIds(ImageDirectory images, TreeTask task) {
        if (!task.core().hasIds()) {
            images.require(ImageType.IDS, task.pid());
        }
    }

    private static void checkThread(ImageDirectory images, TreeTask task, int tid, SeccompFilters filters) {
        boolean leader = tid == task.pid();
        CoreEntry core = leader ? task.core() : images.require(ImageType.CORE, tid);
        Spot at = Spot.of(images, ImageType.CORE, tid);
        if (!leader && (core.hasTc() || core.hasIds())) {
            throw at.damaged(
                    core.hasTc() ? "tc" : "ids",
                    "is there, but " + tid + " is a thread of " + task.pid() + " and no task of its own");
        }
        if (core.getMtype() != task.core().getMtype()) {
            throw at.damaged("mtype", "is not that of the task");
        }
        ThreadCheck.check(at, core, filters);
    }

    /** Where a task's ids are: in their own file, or in old sets in its core image. */
    static int filesId(ImageDirectory images, TreeTask task) {
        return images.find(ImageType.IDS, task.pid())
                .orElseGet(() -> {
                    if (!task.core().hasIds()) {
                        throw ImageDamagedException.file(images.file(ImageType.IDS, task.pid()), "it is not there");
                    }
                    return task.core().getIds();
                })
                .getFilesId();
    }
}
