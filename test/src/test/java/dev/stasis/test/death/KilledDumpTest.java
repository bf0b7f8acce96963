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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL at random moments of dumps that leave the tree running. The workload checks its own registers, memory and
 * clocks all the time; here it is checked that every thread of it goes on.
 */
class KilledDumpTest {
    private static final int KILLS = Integer.getInteger("stasis.test.kills", 300);
    private static final int AT_ONCE = 2;

    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @Test
    void leavesEveryThreadRunningAsBefore() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Integer>> hits = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int seed = i;
                hits.add(executor.submit(() -> killDumps(KILLS / AT_ONCE, new Random(seed))));
            }
            int traced = 0;
            for (Future<Integer> hit : hits) {
                traced += hit.get();
            }
            System.out.println(KILLS + " dumps killed, " + traced + " of them while the tree was traced");
            assertTrue(traced > 0, "no kill met a dump at work");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError failed) {
                throw failed;
            }
            throw e;
        } finally {
            executor.shutdownNow();
        }
    }

    private static int killDumps(int kills, Random random) throws Exception {
        try (Running workload = Running.start("busy_tree")) {
            Path images = Files.createDirectory(workload.folder().resolve("images"));
            Path output = workload.folder().resolve("output");
            long[] length = measure(workload, images, output);
            int traced = 0;
            for (int i = 0; i < kills; i++) {
                Controller controller = dump(workload, images, output);
                if (i % 5 == 0) {
                    controller.killAfter((long) (random.nextDouble() * (length[0] + length[1])));
                } else {
                    controller.until(() -> Proc.traced(workload.pid()));
                    controller.killAfter((long) (random.nextDouble() * 1.2 * length[1]));
                    traced++;
                }
                Progress.await(workload, "after kill " + i);
            }
            finish(workload, images, output);
            return traced;
        }
    }

    /** Nanoseconds from the start until the tree is traced, and from there to the end, of an undisturbed dump. */
    private static long[] measure(Running workload, Path images, Path output) throws IOException, InterruptedException {
        Controller controller = dump(workload, images, output);
        controller.until(() -> Proc.traced(workload.pid()));
        long traced = controller.age();
        controller.until(() -> !Proc.traced(workload.pid()));
        long free = controller.age();
        assertEquals(0, controller.exitCode(), () -> read(output) + read(images.resolve("dump.log")));
        return new long[] {traced, Math.max(free - traced, 1_000_000)};
    }

    /** The folder in which so many dumps died still takes a whole one, from which the tree comes back. */
    private static void finish(Running workload, Path images, Path output) throws IOException, InterruptedException {
        Controller last = Controller.start(
                output, "dump", "-t", Integer.toString(workload.pid()), "-D", images.toString(), "-o", "dump.log");
        assertEquals(0, last.exitCode(), () -> read(output));
        Running.await("the dumped tree to be gone", () -> workload.processes().isEmpty());
        Controller restore = Controller.start(output, "restore", "-d", "-D", images.toString(), "-o", "restore.log");
        assertEquals(0, restore.exitCode(), () -> read(output));
        assertEquals("PASS", workload.verdict());
    }

    private static Controller dump(Running workload, Path images, Path output) throws IOException {
        return Controller.start(
                output,
                "dump",
                "-R",
                "-t",
                Integer.toString(workload.pid()),
                "-D",
                images.toString(),
                "-o",
                "dump.log");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return file + ": " + e.getMessage();
        }
    }
}
