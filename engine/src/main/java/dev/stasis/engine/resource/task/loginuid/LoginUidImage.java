package dev.stasis.engine.resource.task.loginuid;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.TaskCoreEntry;
import java.util.OptionalInt;

/** {@code tc.loginuid}. */
public final class LoginUidImage implements TaskImage<LoginUid> {
    @Override
    public void write(LoginUid value, CoreEntry.Builder core) {
        value.uid().ifPresent(core.getTcBuilder()::setLoginuid);
    }

    @Override
    public LoginUid read(CoreEntry core) {
        TaskCoreEntry task = core.getTc();
        return new LoginUid(task.hasLoginuid() ? OptionalInt.of(task.getLoginuid()) : OptionalInt.empty());
    }
}
