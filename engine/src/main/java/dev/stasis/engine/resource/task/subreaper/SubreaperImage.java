package dev.stasis.engine.resource.task.subreaper;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;

/** {@code tc.child_subreaper}. */
public final class SubreaperImage implements TaskImage<Subreaper> {
    @Override
    public void write(Subreaper value, CoreEntry.Builder core) {
        core.getTcBuilder().setChildSubreaper(value.adopts());
    }

    @Override
    public Subreaper read(CoreEntry core) {
        return new Subreaper(core.getTc().getChildSubreaper());
    }
}
