package dev.stasis.test.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.engine.StasisEngine;
import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.DumpFiles;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Command;
import dev.stasis.test.workload.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spoiled image sets given to restore: each is refused in one sentence and leaves nothing, or, where the damage cannot be
 * seen, restored as a whole. Nothing crashes and nothing hangs. {@code -Dstasis.test.mutants=N} tries N of them, {@code
 * -Dstasis.test.seed=S} others, and {@code -Dstasis.test.mutant=I} begins with one.
 */
class MutatedImagesTest {
    private static final int FIRST = Integer.getInteger("stasis.test.mutant", 0);
    private static final int MUTANTS = Integer.getInteger("stasis.test.mutants", 2000);
    private static final Duration LIMIT = Duration.ofMinutes(5).plusMillis(MUTANTS * 100L);
    private static final long SEED = Long.getLong("stasis.test.seed", 20260);
    private static final List<String> WORKLOADS = List.of(
            "shared_offset",
            "ghost",
            "pipe_data",
            "threads_tls",
            "timers",
            "unix_pair",
            "memfd",
            "epoll",
            "unix_named",
            "fifo",
            "file_locks",
            "signalfd",
            "timerfd",
            "eventfd",
            "udp",
            "tcp_listen",
            "zombies",
            "sessions",
            "session_gone",
            "mem_file_shared",
            "mem_flags",
            "mem_shared_fork",
            "pending_queue",
            "credentials",
            "task_attributes",
            "rseq",
            "robust",
            "stopped");

    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @Test
    void areRefusedInOneSentenceOrRestored(@TempDir Path directory) throws Exception {
        List<Running> workloads = new ArrayList<>();
        try {
            List<String> sets = new ArrayList<>();
            for (String name : WORKLOADS) {
                Running workload = Running.start(name);
                workloads.add(workload);
                sets.add(dump(workload, directory.resolve(name)).toString());
                sets.add(workload.folder().toString());
            }
            Command.Answer answer = Command.run(LIMIT, enclosed(directory, workloads, sets));
            System.out.println(answer.text().strip());
            assertEquals(0, answer.exitCode(), answer::text);
        } finally {
            for (Running workload : workloads) {
                workload.close();
            }
        }
    }

    private static List<String> enclosed(Path directory, List<Running> workloads, List<String> sets)
            throws IOException {
        Path scratch = Files.createDirectory(directory.resolve("scratch"));
        List<String> words = new ArrayList<>();
        words.add(Checkout.testModule().resolve("src/main/scripts/enclosed").toString());
        words.add(directory.toString());
        workloads.forEach(workload -> words.add(workload.folder().toString()));
        words.add("--");
        words.addAll(java(scratch));
        words.addAll(List.of(
                Mutants.class.getName(),
                Long.toString(SEED),
                Integer.toString(FIRST),
                Integer.toString(FIRST + MUTANTS),
                scratch.toString()));
        words.addAll(sets);
        return words;
    }

    /** The same program and libraries as this one, with little memory. */
    private static List<String> java(Path scratch) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=" + scratch,
                "-cp",
                System.getProperty("java.class.path")));
        String natives = System.getProperty("jffi.boot.library.path");
        if (natives != null) {
            words.add(1, "-Djffi.boot.library.path=" + natives);
        }
        return words;
    }

    private static Path dump(Running workload, Path images) throws IOException {
        Files.createDirectory(images);
        new StasisEngine(Log.NONE).run(request(workload.pid(), images), ProgressListener.SILENT);
        return images;
    }

    /** With file locks and link remaps. */
    private static Dump request(int pid, Path images) {
        DumpFiles plain = DumpFiles.DEFAULT;
        DumpFiles files = new DumpFiles(
                true,
                true,
                plain.ghostLimit(),
                plain.ghostFiemap(),
                plain.forceIrmap(),
                plain.irmapScanPaths(),
                plain.validation(),
                plain.externalUnixSockets(),
                plain.externalUnixInodes());
        Dump one = Dump.of(pid, ImageDirs.of(images));
        return new Dump(
                pid,
                one.dirs(),
                one.after(),
                one.shellJob(),
                one.freezing(),
                one.cpuCap(),
                files,
                one.memory(),
                one.tcp(),
                one.mounts(),
                one.cgroups(),
                one.emptyNet(),
                one.externals(),
                one.allowUprobes(),
                one.pluginDirectory(),
                one.hooks());
    }
}
