package dev.stasis.engine.resource;

import dev.stasis.engine.resource.task.TaskKind;
import dev.stasis.engine.resource.task.TaskScope;
import dev.stasis.engine.resource.task.TaskStep;
import dev.stasis.engine.resource.task.altstack.AlternateStack;
import dev.stasis.engine.resource.task.altstack.AlternateStackDumper;
import dev.stasis.engine.resource.task.altstack.AlternateStackImage;
import dev.stasis.engine.resource.task.altstack.AlternateStackRestorer;
import dev.stasis.engine.resource.task.credentials.Credentials;
import dev.stasis.engine.resource.task.credentials.CredentialsDumper;
import dev.stasis.engine.resource.task.credentials.CredentialsImage;
import dev.stasis.engine.resource.task.credentials.CredentialsRestorer;
import dev.stasis.engine.resource.task.itimer.IntervalTimers;
import dev.stasis.engine.resource.task.itimer.IntervalTimersDumper;
import dev.stasis.engine.resource.task.itimer.IntervalTimersImage;
import dev.stasis.engine.resource.task.itimer.IntervalTimersRestorer;
import dev.stasis.engine.resource.task.loginuid.LoginUid;
import dev.stasis.engine.resource.task.loginuid.LoginUidDumper;
import dev.stasis.engine.resource.task.loginuid.LoginUidImage;
import dev.stasis.engine.resource.task.loginuid.LoginUidRestorer;
import dev.stasis.engine.resource.task.membarrier.BarrierRegistrations;
import dev.stasis.engine.resource.task.membarrier.BarrierRegistrationsDumper;
import dev.stasis.engine.resource.task.membarrier.BarrierRegistrationsImage;
import dev.stasis.engine.resource.task.membarrier.BarrierRegistrationsRestorer;
import dev.stasis.engine.resource.task.name.TaskName;
import dev.stasis.engine.resource.task.name.TaskNameDumper;
import dev.stasis.engine.resource.task.name.TaskNameImage;
import dev.stasis.engine.resource.task.name.TaskNameRestorer;
import dev.stasis.engine.resource.task.oom.OomScore;
import dev.stasis.engine.resource.task.oom.OomScoreDumper;
import dev.stasis.engine.resource.task.oom.OomScoreImage;
import dev.stasis.engine.resource.task.oom.OomScoreRestorer;
import dev.stasis.engine.resource.task.parentdeath.ParentDeathSignal;
import dev.stasis.engine.resource.task.parentdeath.ParentDeathSignalDumper;
import dev.stasis.engine.resource.task.parentdeath.ParentDeathSignalImage;
import dev.stasis.engine.resource.task.parentdeath.ParentDeathSignalRestorer;
import dev.stasis.engine.resource.task.pending.ProcessSignals;
import dev.stasis.engine.resource.task.pending.ProcessSignalsDumper;
import dev.stasis.engine.resource.task.pending.ProcessSignalsImage;
import dev.stasis.engine.resource.task.pending.ProcessSignalsRestorer;
import dev.stasis.engine.resource.task.pending.ThreadSignals;
import dev.stasis.engine.resource.task.pending.ThreadSignalsDumper;
import dev.stasis.engine.resource.task.pending.ThreadSignalsImage;
import dev.stasis.engine.resource.task.pending.ThreadSignalsRestorer;
import dev.stasis.engine.resource.task.personality.Personality;
import dev.stasis.engine.resource.task.personality.PersonalityDumper;
import dev.stasis.engine.resource.task.personality.PersonalityImage;
import dev.stasis.engine.resource.task.personality.PersonalityRestorer;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers;
import dev.stasis.engine.resource.task.posixtimer.PosixTimersDumper;
import dev.stasis.engine.resource.task.posixtimer.PosixTimersImage;
import dev.stasis.engine.resource.task.posixtimer.PosixTimersRestorer;
import dev.stasis.engine.resource.task.registers.FinalState;
import dev.stasis.engine.resource.task.registers.FinalStateDumper;
import dev.stasis.engine.resource.task.registers.FinalStateImage;
import dev.stasis.engine.resource.task.registers.FinalStateRestorer;
import dev.stasis.engine.resource.task.rlimit.ResourceLimits;
import dev.stasis.engine.resource.task.rlimit.ResourceLimitsDumper;
import dev.stasis.engine.resource.task.rlimit.ResourceLimitsImage;
import dev.stasis.engine.resource.task.rlimit.ResourceLimitsRestorer;
import dev.stasis.engine.resource.task.robustlist.RobustList;
import dev.stasis.engine.resource.task.robustlist.RobustListDumper;
import dev.stasis.engine.resource.task.robustlist.RobustListImage;
import dev.stasis.engine.resource.task.robustlist.RobustListRestorer;
import dev.stasis.engine.resource.task.rseq.Rseq;
import dev.stasis.engine.resource.task.rseq.RseqDumper;
import dev.stasis.engine.resource.task.rseq.RseqImage;
import dev.stasis.engine.resource.task.rseq.RseqRestorer;
import dev.stasis.engine.resource.task.scheduling.Scheduling;
import dev.stasis.engine.resource.task.scheduling.SchedulingDumper;
import dev.stasis.engine.resource.task.scheduling.SchedulingImage;
import dev.stasis.engine.resource.task.scheduling.SchedulingRestorer;
import dev.stasis.engine.resource.task.segment.Segments;
import dev.stasis.engine.resource.task.segment.SegmentsDumper;
import dev.stasis.engine.resource.task.segment.SegmentsImage;
import dev.stasis.engine.resource.task.segment.SegmentsRestorer;
import dev.stasis.engine.resource.task.sigaction.SignalActions;
import dev.stasis.engine.resource.task.sigaction.SignalActionsDumper;
import dev.stasis.engine.resource.task.sigaction.SignalActionsImage;
import dev.stasis.engine.resource.task.sigaction.SignalActionsRestorer;
import dev.stasis.engine.resource.task.subreaper.Subreaper;
import dev.stasis.engine.resource.task.subreaper.SubreaperDumper;
import dev.stasis.engine.resource.task.subreaper.SubreaperImage;
import dev.stasis.engine.resource.task.subreaper.SubreaperRestorer;
import dev.stasis.engine.resource.task.tidaddress.TidAddress;
import dev.stasis.engine.resource.task.tidaddress.TidAddressDumper;
import dev.stasis.engine.resource.task.tidaddress.TidAddressImage;
import dev.stasis.engine.resource.task.tidaddress.TidAddressRestorer;
import java.util.List;

/** The task attributes of {@link Kinds}: those of one step in the order in which they are restored. */
final class TaskKinds {
    private TaskKinds() {}

    static List<TaskKind<?>> all() {
        return List.of(
                new TaskKind<>(
                        "name",
                        TaskName.class,
                        TaskScope.THREAD,
                        TaskStep.ATTRIBUTES,
                        new TaskNameDumper(),
                        new TaskNameRestorer(),
                        new TaskNameImage()),
                new TaskKind<>(
                        "personality",
                        Personality.class,
                        TaskScope.PROCESS,
                        TaskStep.ATTRIBUTES,
                        new PersonalityDumper(),
                        new PersonalityRestorer(),
                        new PersonalityImage()),
                new TaskKind<>(
                        "child subreaper",
                        Subreaper.class,
                        TaskScope.PROCESS,
                        TaskStep.ATTRIBUTES,
                        new SubreaperDumper(),
                        new SubreaperRestorer(),
                        new SubreaperImage()),
                new TaskKind<>(
                        "login user",
                        LoginUid.class,
                        TaskScope.PROCESS,
                        TaskStep.ATTRIBUTES,
                        new LoginUidDumper(),
                        new LoginUidRestorer(),
                        new LoginUidImage()),
                new TaskKind<>(
                        "OOM score",
                        OomScore.class,
                        TaskScope.PROCESS,
                        TaskStep.ATTRIBUTES,
                        new OomScoreDumper(),
                        new OomScoreRestorer(),
                        new OomScoreImage()),
                new TaskKind<>(
                        "scheduling",
                        Scheduling.class,
                        TaskScope.THREAD,
                        TaskStep.ATTRIBUTES,
                        new SchedulingDumper(),
                        new SchedulingRestorer(),
                        new SchedulingImage()),
                new TaskKind<>(
                        "membarrier registrations",
                        BarrierRegistrations.class,
                        TaskScope.PROCESS,
                        TaskStep.ATTRIBUTES,
                        new BarrierRegistrationsDumper(),
                        new BarrierRegistrationsRestorer(),
                        new BarrierRegistrationsImage()),
                new TaskKind<>(
                        "thread-local segments",
                        Segments.class,
                        TaskScope.THREAD,
                        TaskStep.ATTRIBUTES,
                        new SegmentsDumper(),
                        new SegmentsRestorer(),
                        new SegmentsImage()),
                new TaskKind<>(
                        "tid address",
                        TidAddress.class,
                        TaskScope.THREAD,
                        TaskStep.ATTRIBUTES,
                        new TidAddressDumper(),
                        new TidAddressRestorer(),
                        new TidAddressImage()),
                new TaskKind<>(
                        "robust list",
                        RobustList.class,
                        TaskScope.THREAD,
                        TaskStep.ATTRIBUTES,
                        new RobustListDumper(),
                        new RobustListRestorer(),
                        new RobustListImage()),
                new TaskKind<>(
                        "restartable sequences",
                        Rseq.class,
                        TaskScope.THREAD,
                        TaskStep.ATTRIBUTES,
                        new RseqDumper(),
                        new RseqRestorer(),
                        new RseqImage()),
                new TaskKind<>(
                        "signal actions",
                        SignalActions.class,
                        TaskScope.PROCESS,
                        TaskStep.SIGNALS,
                        new SignalActionsDumper(),
                        new SignalActionsRestorer(),
                        new SignalActionsImage()),
                new TaskKind<>(
                        "alternate stack",
                        AlternateStack.class,
                        TaskScope.THREAD,
                        TaskStep.SIGNALS,
                        new AlternateStackDumper(),
                        new AlternateStackRestorer(),
                        new AlternateStackImage()),
                new TaskKind<>(
                        "pending signals of the process",
                        ProcessSignals.class,
                        TaskScope.PROCESS,
                        TaskStep.SIGNALS,
                        new ProcessSignalsDumper(),
                        new ProcessSignalsRestorer(),
                        new ProcessSignalsImage()),
                new TaskKind<>(
                        "pending signals",
                        ThreadSignals.class,
                        TaskScope.THREAD,
                        TaskStep.SIGNALS,
                        new ThreadSignalsDumper(),
                        new ThreadSignalsRestorer(),
                        new ThreadSignalsImage()),
                new TaskKind<>(
                        "interval timers",
                        IntervalTimers.class,
                        TaskScope.PROCESS,
                        TaskStep.TIMERS,
                        new IntervalTimersDumper(),
                        new IntervalTimersRestorer(),
                        new IntervalTimersImage()),
                new TaskKind<>(
                        "POSIX timers",
                        PosixTimers.class,
                        TaskScope.PROCESS,
                        TaskStep.TIMERS,
                        new PosixTimersDumper(),
                        new PosixTimersRestorer(),
                        new PosixTimersImage()),
                new TaskKind<>(
                        "resource limits",
                        ResourceLimits.class,
                        TaskScope.PROCESS,
                        TaskStep.CREDENTIALS,
                        new ResourceLimitsDumper(),
                        new ResourceLimitsRestorer(),
                        new ResourceLimitsImage()),
                new TaskKind<>(
                        "credentials",
                        Credentials.class,
                        TaskScope.THREAD,
                        TaskStep.CREDENTIALS,
                        new CredentialsDumper(),
                        new CredentialsRestorer(),
                        new CredentialsImage()),
                new TaskKind<>(
                        "parent-death signal",
                        ParentDeathSignal.class,
                        TaskScope.THREAD,
                        TaskStep.AFTER_CREDENTIALS,
                        new ParentDeathSignalDumper(),
                        new ParentDeathSignalRestorer(),
                        new ParentDeathSignalImage()),
                new TaskKind<>(
                        "registers",
                        FinalState.class,
                        TaskScope.THREAD,
                        TaskStep.FAREWELL,
                        new FinalStateDumper(),
                        new FinalStateRestorer(),
                        new FinalStateImage()));
    }
}
