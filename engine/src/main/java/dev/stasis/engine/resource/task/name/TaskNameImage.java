package dev.stasis.engine.resource.task.name;

import com.google.protobuf.ByteString;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;
import java.nio.charset.StandardCharsets;

/** {@code thread_core.comm}, and for a process {@code tc.comm} too. Sets of before 3.16 have only the latter. */
public final class TaskNameImage implements TaskImage<TaskName> {
    @Override
    public void write(TaskName value, CoreEntry.Builder core) {
        ByteString bytes = ByteString.copyFrom(value.text(), StandardCharsets.ISO_8859_1);
        core.getThreadCoreBuilder().setCommBytes(bytes);
        if (core.hasTc()) {
            core.getTcBuilder().setCommBytes(bytes);
        }
    }

    @Override
    public TaskName read(CoreEntry core) {
        ByteString bytes = core.getThreadCore().hasComm()
                ? core.getThreadCore().getCommBytes()
                : core.getTc().getCommBytes();
        if (bytes.size() > TaskName.LONGEST) {
            throw new ImageDamaged("the core image's name of the task has " + bytes.size() + " bytes, more than "
                    + TaskName.LONGEST + "; the set is damaged");
        }
        return new TaskName(bytes.toString(StandardCharsets.ISO_8859_1));
    }
}
