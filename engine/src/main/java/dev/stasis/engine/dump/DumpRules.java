package dev.stasis.engine.dump;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.ExternalRules;
import dev.stasis.engine.api.request.ImageDirs;
import java.nio.file.Files;
import java.nio.file.Path;

/** What must hold before anything is touched. */
final class DumpRules {
    private DumpRules() {}

    static void check(Dump request) {
        ExternalRules.check(request.externals());
        check(request.pid(), request.dirs());
        if (request.memory().lazyServer().isPresent()) {
            throw new Unsupported("a dump cannot serve its pages yet; dump without --lazy-pages");
        }
    }

    static void check(int pid, ImageDirs dirs) {
        if (!Files.isDirectory(dirs.images())) {
            throw new BadRequest("there is no images directory " + dirs.images() + "; make it first, or check -D");
        }
        if (!Files.isDirectory(Path.of("/proc/" + pid))) {
            throw new TaskGone("process " + pid + " does not exist; give the pid of a running process to -t");
        }
        if (pid == ProcessHandle.current().pid()) {
            throw new BadRequest("Stasis cannot dump itself; give another pid to -t");
        }
    }

    /** The error of a set that cannot be written. */
    static BadRequest notWritten(Path images, Exception refused) {
        return new BadRequest(
                "the image set in " + images + " cannot be written: " + refused.getMessage()
                        + "; the processes were not touched: make room or choose another directory",
                refused);
    }
}
