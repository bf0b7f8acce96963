package dev.stasis.engine.resource.task.loginuid;

import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import java.util.OptionalInt;

/** Reads /proc. */
public final class LoginUidDumper implements TaskDumper<LoginUid> {
    @Override
    public LoginUid dump(ThreadUnderDump thread) {
        return read(thread.pid());
    }

    static LoginUid read(int pid) {
        return new LoginUid(ProcFile.tryRead("/proc/" + pid + "/loginuid")
                .map(text -> OptionalInt.of(Integer.parseUnsignedInt(text.trim())))
                .orElse(OptionalInt.empty()));
    }
}
