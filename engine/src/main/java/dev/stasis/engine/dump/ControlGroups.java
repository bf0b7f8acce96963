package dev.stasis.engine.dump;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.tree.FrozenProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Control groups are not saved: a restored tree is in those of the restorer. */
final class ControlGroups {
    private final String own;

    private ControlGroups(String own) {
        this.own = own;
    }

    static ControlGroups own() {
        return new ControlGroups(read("self"));
    }

    /** Says so where that makes a difference. */
    void warnOfOther(FrozenProcess process, Log log) {
        if (!own.equals(read(Integer.toString(process.pid())))) {
            log.warn("process " + process.pid()
                    + " is in other control groups than Stasis; restored it will be in those of the restorer");
        }
    }

    private static String read(String process) {
        try {
            return Files.readString(Path.of("/proc/" + process + "/cgroup"), StandardCharsets.ISO_8859_1);
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot read the control groups of process " + process, refused);
        }
    }
}
