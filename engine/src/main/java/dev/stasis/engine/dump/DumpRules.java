package dev.stasis.engine.dump;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.DumpMemory;
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
            checkLazy(request.memory());
        }
    }

    /** The pages that stay with the tree are in no set: nothing can build on them. */
    private static void checkLazy(DumpMemory memory) {
        String other = memory.pageServer().isPresent()
                ? "--page-server"
                : memory.track() ? "--track-mem" : memory.autoDedup() ? "--auto-dedup" : "";
        if (!other.isEmpty()) {
            throw new BadRequest("a dump with --lazy-pages leaves its pages with the tree, which does not go with "
                    + other + "; leave one of them out");
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
