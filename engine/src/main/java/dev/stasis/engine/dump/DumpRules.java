package dev.stasis.engine.dump;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.ExternalRules;
import java.nio.file.Files;
import java.nio.file.Path;

/** What must hold before anything is touched. */
final class DumpRules {
    private DumpRules() {}

    static void check(Dump request) {
        ExternalRules.check(request.externals());
        if (!Files.isDirectory(request.dirs().images())) {
            throw new BadRequest(
                    "there is no images directory " + request.dirs().images() + "; make it first, or check -D");
        }
        if (!Files.isDirectory(Path.of("/proc/" + request.pid()))) {
            throw new TaskGone("process " + request.pid() + " does not exist; give the pid of a running process to -t");
        }
        if (request.pid() == ProcessHandle.current().pid()) {
            throw new BadRequest("Stasis cannot dump itself; give another pid to -t");
        }
    }
}
