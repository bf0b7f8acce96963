package dev.stasis.engine.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.tree.FrozenThread;
import dev.stasis.engine.tree.FrozenTree;
import dev.stasis.engine.tree.TreeFreezer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryCopyTest {
    private static final int KILLS = 25;

    @TempDir
    Path folder;

    private final Linux linux = Linux.real();

    @SuppressWarnings("NullAway.Init")
    private CountingTarget target;

    @BeforeEach
    void startTarget() throws IOException {
        target = CountingTarget.start(folder);
    }

    @AfterEach
    void endTarget() {
        target.close();
    }

    @Test
    void keepsTheInstantWhileTheOriginalGoesOnAndSeesNothing() throws IOException {
        String maps = target.maps();
        TracerThread.run(() -> {
            FrozenTree tree = TreeFreezer.freeze(linux, target.pid(), 10);
            long then = target.count(target.pid());
            try (MemoryCopy copy = copy(tree)) {
                tree.thaw();
                target.awaitProgress();
                assertEquals(then, target.count(copy.pid()));
                assertEquals("1000", score(copy.pid()));
                assertEquals(maps, Files.readString(Path.of("/proc/" + copy.pid() + "/maps")));
            } finally {
                tree.close();
            }
            return 0;
        });
        assertAsBefore(maps);
    }

    @Test
    void makesOneAfterAnother() throws IOException {
        String maps = target.maps();
        TracerThread.run(() -> {
            for (int i = 0; i < 5; i++) {
                try (FrozenTree tree = TreeFreezer.freeze(linux, target.pid(), 10);
                        MemoryCopy copy = copy(tree)) {
                    assertEquals(target.count(target.pid()), target.count(copy.pid()));
                }
            }
            return 0;
        });
        assertAsBefore(maps);
    }

    @Test
    void isRefusedWithoutATraceWhereNoProcessMayBeMade() throws Exception {
        Path cgroup = Files.createDirectory(pids().resolve("stasis-test-" + target.pid()));
        try {
            Files.writeString(cgroup.resolve("cgroup.procs"), Integer.toString(target.pid()));
            String maps = target.maps();
            for (String limit : new String[] {"1", "2"}) {
                Files.writeString(cgroup.resolve("pids.max"), limit);
                TracerThread.run(() -> {
                    try (FrozenTree tree = TreeFreezer.freeze(linux, target.pid(), 10)) {
                        KernelRefused refused = assertThrows(KernelRefused.class, () -> copy(tree));
                        assertEquals(11, refused.errno(), refused.getMessage());
                    }
                    return 0;
                });
                assertAsBefore(maps);
            }
        } finally {
            target.close();
            Files.delete(cgroup);
        }
    }

    @Test
    void isLeftNowhereWhenItsTracerIsKilled() throws Exception {
        String maps = target.maps();
        Random random = new Random(5);
        for (int i = 0; i < KILLS; i++) {
            Process tracer = CopyHolder.start(target.pid(), folder);
            tracer.getInputStream().read();
            TimeUnit.MICROSECONDS.sleep(random.nextInt(60_000));
            tracer.destroyForcibly().waitFor();
            target.awaitProgress();
            while (!target.company().isEmpty()) {
                Thread.onSpinWait();
            }
            assertFalse(target.complains(), "after kill " + i);
            assertEquals(maps, target.maps(), "after kill " + i);
        }
        keepsTheInstantWhileTheOriginalGoesOnAndSeesNothing();
    }

    private void assertAsBefore(String maps) throws IOException {
        target.awaitProgress();
        assertTrue(target.alive());
        assertFalse(target.complains());
        assertEquals("", target.company());
        assertEquals(maps, target.maps());
        assertArrayEquals(new byte[StubSite.bytesAtEndOfVdso()], target.endOfVdso());
    }

    private MemoryCopy copy(FrozenTree tree) throws IOException {
        FrozenThread leader = tree.root().leader();
        try (StubSite site = target.site(leader.tracee())) {
            return MemoryCopy.of(leader.tracee(), leader.state(), site);
        }
    }

    private static String score(int pid) throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/oom_score_adj")).strip();
    }

    private static Path pids() {
        Path own = Path.of("/sys/fs/cgroup/pids");
        return Files.exists(own) ? own : Path.of("/sys/fs/cgroup");
    }
}
