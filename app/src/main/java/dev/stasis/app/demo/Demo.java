package dev.stasis.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Saves a running sample program, ends it, brings it back, and shows that it never noticed. */
public final class Demo {
    private static final int STEPS = 50;
    private static final int PATIENCE_SECONDS = 10;

    private final PrintStream out;
    private final List<String> stasis;
    private final List<Long> pids = new ArrayList<>();
    private int step;

    /**
     * @param stasis the command that starts this program, to which a command's words are added
     */
    public Demo(PrintStream out, List<String> stasis) {
        this.out = out;
        this.stasis = List.copyOf(stasis);
    }

    /** Returns the exit code. */
    public int run() {
        Optional<Path> directory = Optional.empty();
        try {
            directory = Optional.of(Files.createTempDirectory("stasis-demo-"));
            show(directory.get());
            remove(directory.get());
            say("Cleaned up: the sample program is ended, its files are gone.");
            return 0;
        } catch (DemoFailed | IOException failure) {
            String reason = failure instanceof DemoFailed ? String.valueOf(failure.getMessage()) : failure.toString();
            say("The demonstration failed: " + reason);
            directory.ifPresent(kept -> say("What it left is in " + kept + "."));
            return 1;
        } finally {
            pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    private void show(Path directory) throws IOException, DemoFailed {
        Path images = Files.createDirectory(directory.resolve("images"));
        Counters counters = new Counters(Files.createDirectory(directory.resolve("counters")));

        SampleProgram program = new SampleProgram(directory);
        SampleProgram.Language language = program.language();
        Process sample = program.start(language, counters.directory());
        pids.add(sample.pid());
        Map<Counters.Place, Long> first = counters.awaitBeyond(counters.read(), STEPS);
        pids.clear();
        pids.addAll(counters.pids());
        title("A sample program runs: " + language.words() + " of " + pids.size() + " processes and " + threads()
                + " threads.");
        say("It counts in memory, in a thread, in a file, through a pipe and through a socket: " + first.values()
                + ".");

        title("It is frozen, saved and ended.");
        String root = Long.toString(pids.get(0));
        CommandRun dump = command(
                List.of("dump", "-t", root, "-D", images.toString(), "-o", "dump.log", "-v4", "--display-stats"));
        long written = dump.figure("Memory pages written");
        say(String.format(
                "It stood still for %s; %d pages of memory (%s) were saved.",
                millis(dump.figure("Frozen time")), written, bytes(written * 4096)));
        awaitEnd(sample);
        Map<Counters.Place, Long> saved = counters.read();

        title("This is its image set, " + images + ":");
        ImageListing.of(images).forEach(this::say);

        title("It is restored: the same processes, with the same pids.");
        CommandRun restore = command(
                List.of("restore", "-d", "-D", images.toString(), "-o", "restore.log", "-v4", "--display-stats"));
        say(String.format(
                "That took %s; %d pages of memory were filled.",
                millis(restore.figure("Restore time")), restore.figure("Pages restored")));

        Map<Counters.Place, Long> after = counters.awaitBeyond(saved, STEPS);
        title("Every counter went on from where it stood, without a gap:");
        say(String.format("  %-20s %10s %10s %10s", "", "before", "saved at", "now"));
        for (Counters.Place place : Counters.Place.values()) {
            say(String.format(
                    "  %-20s %10d %10d %10d", place.words(), first.get(place), saved.get(place), after.get(place)));
        }
        say("");
    }

    private int threads() throws IOException {
        int threads = 0;
        for (long pid : pids) {
            try (var tasks = Files.list(Path.of("/proc/" + pid + "/task"))) {
                threads += (int) tasks.count();
            }
        }
        return threads;
    }

    private CommandRun command(List<String> words) throws IOException, DemoFailed {
        say("  $ stasis " + String.join(" ", words));
        CommandRun run = CommandRun.of(stasis, words);
        if (run.exitCode() != 0) {
            throw new DemoFailed("\"" + words.get(0) + "\" ended with exit code " + run.exitCode() + ": "
                    + run.output().strip());
        }
        return run;
    }

    private void awaitEnd(Process sample) throws DemoFailed {
        try {
            if (!sample.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new DemoFailed("process " + sample.pid() + " still runs after its dump");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("interrupted");
        }
        say("Process " + sample.pid() + " and its children are gone.");
    }

    private void title(String text) {
        step++;
        say("");
        say(step + ". " + text);
    }

    private void say(String text) {
        out.print(text + "\n");
        out.flush();
    }

    private static String millis(long micros) {
        return String.format("%.1f ms", micros / 1000.0);
    }

    static String bytes(long count) {
        return count < 1 << 20 ? (count + 1023) / 1024 + " KB" : String.format("%.1f MB", count / (double) (1 << 20));
    }

    private static void remove(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path emptied, java.io.IOException failure) throws IOException {
                Files.delete(emptied);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
