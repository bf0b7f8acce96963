package dev.stasis.engine.serving;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.Serving;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.script.ActionScripts;
import dev.stasis.engine.script.Hook;
import java.util.OptionalInt;

/** Tells everybody who waits for it that a server listens. */
public final class Readiness {
    private Readiness() {}

    /**
     * The status-ready hook first, then the pid file of one in the background, the byte on the status descriptor, and at last
     * the process that started it into the background.
     */
    public static void announce(Linux linux, Serving serving, ImageDirs dirs, ActionScripts scripts) {
        scripts.run(Hook.STATUS_READY, OptionalInt.empty());
        PidFile pidFile = serving.daemon() && serving.pidfile().isPresent()
                ? PidFile.write(
                        dirs.work().resolve(serving.pidfile().get()),
                        linux.processes().ownPid())
                : PidFile.none();
        try {
            statusByte(linux, serving.statusFd());
            Background.tellStarter(linux);
        } catch (RuntimeException failure) {
            pidFile.remove();
            throw failure;
        }
    }

    /** {@code --status-fd}: one NUL byte, and the descriptor is closed. */
    public static void statusByte(Linux linux, OptionalInt descriptor) {
        if (descriptor.isEmpty()) {
            return;
        }
        try (Fd fd = Fd.owning(linux.files(), descriptor.getAsInt());
                Arena arena = new Arena()) {
            Result written = linux.files().write(fd, arena.allocate(1));
            if (!written.ok()) {
                throw new BadRequest("nothing can be written to descriptor " + descriptor.getAsInt()
                        + " of --status-fd: " + Errno.describe(written.errno()));
            }
        }
    }
}
