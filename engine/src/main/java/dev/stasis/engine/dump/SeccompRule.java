package dev.stasis.engine.dump;

import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.engine.tree.FrozenThread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** No system call may be made inside a thread whose filters might kill it for that. */
final class SeccompRule {
    private static final String LINE = "\nSeccomp:\t";

    private SeccompRule() {}

    static void check(FrozenProcess process) {
        for (FrozenThread thread : process.threads()) {
            Path status = Path.of("/proc/" + process.pid() + "/task/" + thread.tid() + "/status");
            String text;
            try {
                text = Files.readString(status, StandardCharsets.ISO_8859_1);
            } catch (IOException gone) {
                throw new TaskGone("thread " + thread.tid() + " of process " + process.pid() + " has ended", gone);
            }
            int at = text.indexOf(LINE);
            if (at >= 0 && text.charAt(at + LINE.length()) != '0') {
                throw new Unsupported("cannot dump process " + process.pid() + ": its thread " + thread.tid()
                        + " runs under seccomp, which cannot be saved yet; start the program without it");
            }
        }
    }
}
