package dev.stasis.engine.resource.task.oom;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.TaskCoreEntry;
import java.util.OptionalInt;

/** {@code tc.oom_score_adj}. */
public final class OomScoreImage implements TaskImage<OomScore> {
    @Override
    public void write(OomScore value, CoreEntry.Builder core) {
        value.adjustment().ifPresent(core.getTcBuilder()::setOomScoreAdj);
    }

    @Override
    public OomScore read(CoreEntry core) {
        TaskCoreEntry task = core.getTc();
        return new OomScore(task.hasOomScoreAdj() ? OptionalInt.of(task.getOomScoreAdj()) : OptionalInt.empty());
    }
}
