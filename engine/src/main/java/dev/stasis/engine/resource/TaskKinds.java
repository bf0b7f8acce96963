package dev.stasis.engine.resource;

import dev.stasis.engine.resource.task.TaskKind;
import dev.stasis.engine.resource.task.TaskScope;
import dev.stasis.engine.resource.task.TaskStep;
import dev.stasis.engine.resource.task.name.TaskName;
import dev.stasis.engine.resource.task.name.TaskNameDumper;
import dev.stasis.engine.resource.task.name.TaskNameImage;
import dev.stasis.engine.resource.task.name.TaskNameRestorer;
import dev.stasis.engine.resource.task.registers.FinalState;
import dev.stasis.engine.resource.task.registers.FinalStateDumper;
import dev.stasis.engine.resource.task.registers.FinalStateImage;
import dev.stasis.engine.resource.task.registers.FinalStateRestorer;
import dev.stasis.engine.resource.task.robustlist.RobustList;
import dev.stasis.engine.resource.task.robustlist.RobustListDumper;
import dev.stasis.engine.resource.task.robustlist.RobustListImage;
import dev.stasis.engine.resource.task.robustlist.RobustListRestorer;
import dev.stasis.engine.resource.task.rseq.Rseq;
import dev.stasis.engine.resource.task.rseq.RseqDumper;
import dev.stasis.engine.resource.task.rseq.RseqImage;
import dev.stasis.engine.resource.task.rseq.RseqRestorer;
import dev.stasis.engine.resource.task.segment.Segments;
import dev.stasis.engine.resource.task.segment.SegmentsDumper;
import dev.stasis.engine.resource.task.segment.SegmentsImage;
import dev.stasis.engine.resource.task.segment.SegmentsRestorer;
import dev.stasis.engine.resource.task.tidaddress.TidAddress;
import dev.stasis.engine.resource.task.tidaddress.TidAddressDumper;
import dev.stasis.engine.resource.task.tidaddress.TidAddressImage;
import dev.stasis.engine.resource.task.tidaddress.TidAddressRestorer;
import java.util.List;

/** The task attributes of {@link Kinds}. */
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
                        "registers",
                        FinalState.class,
                        TaskScope.THREAD,
                        TaskStep.FAREWELL,
                        new FinalStateDumper(),
                        new FinalStateRestorer(),
                        new FinalStateImage()));
    }
}
