package dev.stasis.engine.resource.task.loginuid;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;
import dev.stasis.engine.restore.RestoreTask;
import java.nio.charset.StandardCharsets;

/** The process writes its own, where it differs from what it inherited. */
public final class LoginUidRestorer implements TaskRestorer<LoginUid> {
    private static final int AT_FDCWD = -100;
    private static final int O_WRONLY_CLOEXEC = 02000001;

    @Override
    public void restore(LoginUid value, ThreadUnderRestore thread) {
        if (value.uid().isEmpty()
                || value.uid().getAsInt() == LoginUid.UNSET
                || value.equals(LoginUidDumper.read(thread.pid()))) {
            return;
        }
        String uid = Integer.toUnsignedString(value.uid().getAsInt());
        RestoreTask task = thread.task();
        Result fd = task.tryCall(
                Nr.OPENAT, AT_FDCWD, task.string("/proc/self/loginuid").value(), O_WRONLY_CLOEXEC, 0);
        Result written = fd;
        if (fd.ok()) {
            byte[] text = uid.getBytes(StandardCharsets.US_ASCII);
            written = task.tryCall(Nr.WRITE, fd.raw(), task.bytes(text).value(), text.length);
            task.add("close", Nr.CLOSE, fd.raw());
        }
        if (!written.ok()) {
            thread.log()
                    .warn("login user " + uid + " of task " + thread.pid() + " is not set again: "
                            + Errno.describe(written.errno()) + "; it is that of the restoring process");
        }
    }
}
