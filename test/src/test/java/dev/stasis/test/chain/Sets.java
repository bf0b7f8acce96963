package dev.stasis.test.chain;

import dev.stasis.engine.StasisEngine;
import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.request.AfterDump;
import dev.stasis.engine.api.request.AfterRestore;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.DumpMemory;
import dev.stasis.engine.api.request.Freezing;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.PageOutput;
import dev.stasis.engine.api.request.PreDump;
import dev.stasis.engine.api.request.PreDumpMode;
import dev.stasis.engine.api.request.Request;
import dev.stasis.engine.api.request.Restore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Sets of one tree, each on top of the one before; made within this JVM. */
final class Sets {
    private static final DumpMemory TRACKED =
            new DumpMemory(true, false, Optional.empty(), Optional.empty(), OptionalInt.empty(), PageOutput.DEFAULT);

    private final Path root;
    private final List<Path> made = new ArrayList<>();

    Sets(Path root) {
        this.root = root;
    }

    void preDump(int pid) throws IOException {
        run(new PreDump(pid, next(), Freezing.DEFAULT, PreDumpMode.READ, TRACKED, false, List.of()));
    }

    /** The last of a chain: nothing is tracked any more. */
    Path dump(int pid) throws IOException {
        run(Dump.of(pid, next()));
        return last();
    }

    /** One of a series: the tree goes on. */
    Path snapshot(int pid) throws IOException {
        run(Dump.of(pid, next()).with(TRACKED).then(AfterDump.RUN));
        return last();
    }

    /** A set of another hand, on which the next one builds. */
    Path foreign(String name) throws IOException {
        made.add(Files.createDirectories(root.resolve(name)));
        return last();
    }

    void restore(Path set) {
        run(Restore.of(ImageDirs.of(set), AfterRestore.DETACHED));
    }

    Path last() {
        return made.get(made.size() - 1);
    }

    private ImageDirs next() throws IOException {
        Path set = Files.createDirectories(root.resolve("set" + made.size()));
        Optional<String> parent = made.isEmpty() ? Optional.empty() : Optional.of("../" + last().getFileName());
        made.add(set);
        return new ImageDirs(set, set, parent);
    }

    private static void run(Request request) {
        Outcome outcome = new StasisEngine(Log.NONE).run(request, ProgressListener.SILENT);
        if (outcome.exitCode() != 0) {
            throw new AssertionError(request + " ended with " + outcome.exitCode());
        }
    }
}
