package dev.stasis.test.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Command;
import dev.stasis.test.workload.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Spoiled image sets given to restore: each is refused in one sentence and leaves nothing, or, where the damage cannot be
 * seen, restored as a whole. Nothing crashes and nothing hangs.
 */
@Isolated("whatever hangs below this JVM is taken for the restored tree")
@EnabledIfSystemProperty(
        named = "stasis.test.mutants",
        matches = "\\d+",
        disabledReason = "slow and not yet reliable; image-store's 2,900 mutants run always; -Dstasis.test.mutants=150")
class MutatedImagesTest {
    private static final int MUTANTS = Integer.getInteger("stasis.test.mutants", 2000);
    private static final long SEED = Long.getLong("stasis.test.seed", 20260);
    private static final List<String> WORKLOADS =
            List.of("shared_offset", "ghost", "pipe_data", "threads_tls", "timers", "unix_pair", "memfd", "epoll");

    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @Test
    void areRefusedInOneSentenceOrRestored(@TempDir Path directory) throws Exception {
        List<Running> workloads = new ArrayList<>();
        try {
            List<Path> sets = new ArrayList<>();
            for (String name : WORKLOADS) {
                Running workload = Running.start(name);
                workloads.add(workload);
                sets.add(dump(workload, directory.resolve(name)));
            }
            spoilAndRestore(sets, directory);
        } finally {
            for (Running workload : workloads) {
                workload.close();
            }
        }
    }

    private static void spoilAndRestore(List<Path> sets, Path directory) throws Exception {
        try (Sandbox sandbox = new Sandbox()) {
            Map<Sandbox.End, Integer> ends = new EnumMap<>(Sandbox.End.class);
            List<String> failures = new ArrayList<>();
            for (int i = 0; i < MUTANTS; i++) {
                Path set = sets.get(i % sets.size());
                String what = "";
                try {
                    Path copy = copy(set, directory.resolve("mutant"));
                    what = spoil(copy, new Random(SEED + i));
                    ends.merge(sandbox.restore(copy), 1, Integer::sum);
                } catch (AssertionError failure) {
                    sandbox.endChildren();
                    failures.add("mutant " + i + " of " + set.getFileName() + ", " + what + ": " + failure.getMessage()
                            + origin(failure));
                }
            }
            System.out.println(MUTANTS + " mutants: " + ends + ", failures: " + failures.size());
            assertEquals(List.of(), failures, () -> String.join("\n", failures));
            assertTrue(ends.getOrDefault(Sandbox.End.REFUSED, 0) > MUTANTS / 4, () -> "too few were refused: " + ends);
        }
    }

    private static String origin(AssertionError failure) {
        Throwable cause = failure.getCause();
        if (cause == null || cause.getStackTrace().length == 0) {
            return "";
        }
        return " at " + cause.getStackTrace()[0];
    }

    private static Path dump(Running workload, Path images) throws IOException {
        Files.createDirectory(images);
        List<Integer> tree = workload.processes();
        Command.run(
                        Checkout.stasis().toString(),
                        "dump",
                        "-t",
                        Integer.toString(workload.pid()),
                        "-D",
                        images.toString())
                .orFail();
        Running.await(
                "the dumped tree to be gone",
                () -> tree.stream().noneMatch(each -> Files.exists(Path.of("/proc/" + each))));
        return images;
    }

    private static Path copy(Path set, Path copy) throws IOException {
        if (Files.exists(copy)) {
            try (Stream<Path> old = Files.list(copy)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(copy);
        try (Stream<Path> files = Files.list(set)) {
            for (Path file : files.toList()) {
                Path target = copy.resolve(file.getFileName().toString());
                if (isPages(file)) {
                    Files.createSymbolicLink(target, file); // large, and whatever is in them is legal
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return copy;
    }

    private static String spoil(Path set, Random random) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(set)) {
            files = all.filter(file -> file.toString().endsWith(".img") && !isPages(file))
                    .sorted()
                    .toList();
        }
        Path file = files.get(random.nextInt(files.size()));
        Mutation[] kinds = Mutation.values();
        // Half of them by field: what stays readable goes deepest.
        Mutation kind = random.nextBoolean() ? Mutation.FIELD_CHANGED : kinds[random.nextInt(kinds.length)];
        return file.getFileName() + ": " + kind.apply(file, random);
    }

    private static boolean isPages(Path file) {
        return file.getFileName().toString().startsWith("pages-");
    }
}
