package dev.stasis.test.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Controller;
import dev.stasis.test.workload.Proc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dumps that leave the tree running, of a program that writes all the time: each is of one instant, and leaves no trace. */
class SnapshotTest {
    private static final int SNAPSHOTS = Integer.getInteger("stasis.test.snapshots", 3);
    private static final int KILLS = Integer.getInteger("stasis.test.kills.snapshot", 4);
    private static final String COPIED = "its memory is copied as process ";

    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @Test
    void eachIsOfOneInstant() throws Exception {
        try (InstantWorkload workload = InstantWorkload.start()) {
            List<Path> sets = new ArrayList<>();
            for (int i = 0; i < SNAPSHOTS; i++) {
                sets.add(snapshot(workload));
            }
            workload.kill();
            for (Path set : sets) {
                workload.assertWhole(set);
            }
        }
    }

    @Test
    void eachOfATrackedSeriesIsOfOneInstant() throws Exception {
        try (InstantWorkload workload = InstantWorkload.start()) {
            List<Path> sets = new ArrayList<>(List.of(snapshot(workload, "--track-mem")));
            for (int i = 1; i < SNAPSHOTS; i++) {
                String parent = "../" + sets.get(i - 1).getFileName();
                sets.add(snapshot(workload, "--track-mem", "--prev-images-dir", parent));
            }
            workload.kill();
            for (Path set : sets) {
                workload.assertWhole(set);
            }
        }
    }

    @Test
    void nothingIsLeftWhenTheDumperIsKilled() throws Exception {
        Random random = new Random(11);
        try (InstantWorkload workload = InstantWorkload.start()) {
            for (int i = 0; i < KILLS; i++) {
                Path set = workload.newSet();
                Controller dump = workload.dump(set);
                dump.until(i % 2 == 0 ? workload::hasCopy : () -> Proc.traced(workload.pid()));
                dump.killAfter((long) (random.nextDouble() * 30_000_000));
                workload.assertUnharmed("after kill " + i);
            }
            Path last = snapshot(workload);
            workload.kill();
            workload.assertWhole(last);
        }
    }

    @Test
    void aKilledCopyFailsTheDumpAndHarmsNobody() throws Exception {
        try (InstantWorkload workload = InstantWorkload.start()) {
            Path set = workload.newSet();
            Controller dump = workload.dump(set);
            int copy = copyBesideTheRunning(workload, dump);
            assertNotEquals(0, copy, () -> InstantWorkload.log(set));
            ProcessHandle.of(copy).ifPresent(ProcessHandle::destroyForcibly);
            // It may have been read to its end already.
            boolean saved = dump.exitCode() == 0;
            assertEquals(saved, InstantWorkload.complete(set));
            assertTrue(saved || InstantWorkload.log(set).contains("nothing was saved"), () -> InstantWorkload.log(set));
            workload.assertUnharmed("after its copy was killed");
        }
    }

    @Test
    void isSavedAlthoughTheTargetEndsMeanwhile() throws Exception {
        try (InstantWorkload workload = InstantWorkload.start()) {
            Path set = workload.newSet();
            Controller dump = workload.dump(set);
            int copy = copyBesideTheRunning(workload, dump);
            workload.killTarget();
            assertEquals(0, dump.exitCode(), () -> InstantWorkload.log(set));
            // A zombie is init's, who takes it away in its own time.
            String state = Proc.status(copy, copy, "State");
            assertTrue(state.isEmpty() || state.startsWith("Z"), "the copy is left: " + state);
            workload.assertWhole(set);
        }
    }

    @Test
    void standsStillWhereNoCopyCanBeMade() throws Exception {
        try (InstantWorkload workload = InstantWorkload.start();
                ProcessLimit limit = ProcessLimit.of(
                        workload.pid(), Proc.threads(workload.pid()).size())) {
            Path set = workload.newSet();
            assertEquals(0, workload.dump(set).exitCode(), () -> InstantWorkload.log(set));
            assertTrue(InstantWorkload.log(set).contains("is saved while it stands still"), limit::toString);
            workload.assertUnharmed("after a plain dump");
            workload.kill();
            workload.assertWhole(set);
        }
    }

    private static Path snapshot(InstantWorkload workload, String... more) throws IOException, InterruptedException {
        Path set = workload.newSet();
        assertEquals(0, workload.dump(set, more).exitCode(), () -> InstantWorkload.log(set));
        assertTrue(InstantWorkload.log(set).contains(COPIED), () -> InstantWorkload.log(set));
        assertTrue(InstantWorkload.complete(set));
        workload.assertUnharmed(set.toString());
        return set;
    }

    private static int copyBesideTheRunning(InstantWorkload workload, Controller dump) throws Exception {
        dump.until(() -> copy(workload) != 0 && !Proc.traced(workload.pid()));
        return copy(workload);
    }

    private static int copy(InstantWorkload workload) {
        return Proc.children(workload.pid()).stream().findFirst().orElse(0);
    }
}
