package dev.stasis.test.death;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Controller;
import dev.stasis.test.workload.Proc;
import dev.stasis.test.workload.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SIGKILL at random moments of restores: the tree is back as a whole, or nothing of it is there, neither process nor file. */
class KilledRestoreTest {
    private static final int KILLS = Integer.getInteger("stasis.test.restore.kills", 50);

    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @Test
    void leavesNothingBehind() throws Exception {
        try (Running workload = Running.start("busy_tree")) {
            Path images = Files.createDirectory(workload.folder().resolve("images"));
            Path output = workload.folder().resolve("output");
            List<Integer> tree = workload.processes();
            Controller dump = Controller.start(
                    output, "dump", "-t", Integer.toString(workload.pid()), "-D", images.toString(), "-o", "dump.log");
            assertEquals(0, dump.exitCode(), () -> KilledDumpTest.read(output));
            Running.await("the dumped tree to be gone", () -> gone(tree));
            long[] length = measure(workload, tree, images, output);
            SortedSet<String> files = files(workload);
            Random random = new Random(7);
            int halfway = 0;
            for (int i = 0; i < KILLS; i++) {
                Controller restore = restore(images, output);
                if (i % 4 == 0) {
                    restore.killAfter((long) (random.nextDouble() * length[1]));
                } else {
                    restore.until(() -> !gone(tree));
                    restore.killAfter((long) (random.nextDouble() * 0.6 * (length[1] - length[0])));
                }
                halfway += settle(workload, tree, "kill " + i) ? 0 : 1;
                assertEquals(files, files(workload), "after kill " + i);
                long controller = restore.pid();
                Running.await(
                        "the seed to be gone after kill " + i,
                        () -> seeds(controller).isEmpty());
            }
            System.out.println(KILLS + " restores killed, " + halfway + " of them before the tree was released");
            assertTrue(halfway > 0, "no kill met a restore at work");
            assertEquals(0, restore(images, output).exitCode(), () -> KilledDumpTest.read(output));
            assertEquals("PASS", workload.verdict());
        }
    }

    /** Nanoseconds until the first process is there, and until the end, of an undisturbed restore; ends what it made. */
    private static long[] measure(Running workload, List<Integer> tree, Path images, Path output) throws Exception {
        Controller restore = restore(images, output);
        restore.until(() -> !gone(tree));
        long first = restore.age();
        restore.until(() -> false);
        long end = restore.age();
        assertEquals(0, restore.exitCode(), () -> KilledDumpTest.read(output));
        Progress.await(workload, "after the first restore");
        workload.killAll();
        Running.await("the restored tree to be gone", () -> gone(tree));
        return new long[] {first, end};
    }

    /** Waits until the tree is either gone or wholly there, and ends it then. Answers whether it was there. */
    private static boolean settle(Running workload, List<Integer> tree, String when) throws IOException {
        Progress progress = new Progress(workload);
        Running.await(when + ": the tree to be gone or to go on as a whole", () -> gone(tree) || progress.seen());
        if (gone(tree)) {
            return false;
        }
        assertEquals("", workload.complaint(), when);
        workload.killAll();
        Running.await("the restored tree to be gone", () -> gone(tree));
        return true;
    }

    private static boolean gone(List<Integer> tree) {
        return tree.stream().noneMatch(each -> Files.exists(Path.of("/proc/" + each)));
    }

    /** Processes from which tasks are cloned, which must end with their controller; those of other tests have another parent. */
    private static List<Integer> seeds(long controller) {
        return Proc.all().stream()
                .filter(each -> Proc.executable(each).contains("stasis-seed"))
                .filter(each -> Proc.status(each, each, "TracerPid").equals(Long.toString(controller))
                        || Proc.status(each, each, "TracerPid").equals("0"))
                .toList();
    }

    private static SortedSet<String> files(Running workload) throws IOException {
        try (Stream<Path> all = Files.walk(workload.folder())) {
            TreeSet<String> names = new TreeSet<>();
            all.map(Path::toString).filter(each -> !each.contains("/images")).forEach(names::add);
            return names;
        }
    }

    private static Controller restore(Path images, Path output) throws IOException {
        return Controller.start(output, "restore", "-d", "-D", images.toString(), "-o", "restore.log");
    }
}
