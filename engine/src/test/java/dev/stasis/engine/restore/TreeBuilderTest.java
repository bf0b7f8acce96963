package dev.stasis.engine.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.StasisException;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.kernel.proc.ProcessStat;
import dev.stasis.engine.restore.TreePlan.Member;
import dev.stasis.engine.trace.TracerThread;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreeBuilderTest {
    private static final long FREE_ADDRESS = 0x7000_0000_0000L;

    private final Linux linux = Linux.real();

    /** "state parent group session" of a process. */
    private static String stat(int pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return fields[0] + " " + fields[1] + " " + fields[2] + " " + fields[3];
    }

    private static List<Integer> freePids(int count) {
        List<Integer> free = new ArrayList<>();
        for (int pid = 20_000; free.size() < count; pid++) {
            if (!Files.exists(Path.of("/proc/" + pid))) {
                free.add(pid);
            }
        }
        return free;
    }

    @Test
    void makesParentsSessionsGroupsThreadsAndZombies() {
        List<Integer> pid = freePids(8);
        int root = pid.get(0);
        int leader = pid.get(1);
        int earlyChild = pid.get(2);
        int orphan = pid.get(3);
        int deadLeader = pid.get(4);
        int zombie = pid.get(5);
        int thread = pid.get(6);
        int deadGroup = pid.get(7);
        List<TreeStep> plan = TreePlan.of(
                List.of(
                        new Member(root, 0, root, root),
                        new Member(leader, root, leader, leader),
                        new Member(earlyChild, leader, deadGroup, root),
                        new Member(orphan, root, deadLeader, deadLeader),
                        new Member(zombie, leader, zombie, leader)),
                false);
        TracerThread.run(() -> {
            try (StubMemory stub = StubMemory.at(linux, FREE_ADDRESS)) {
                TreeBuilder builder = new TreeBuilder(linux, stub, SeedProcess.start(linux, false));
                try {
                    builder.carryOut(plan, Log.NONE);
                    builder.end(builder.process(zombie), 3, 0);
                    builder.process(leader).call("getpid", Nr.GETPID);
                    builder.thread(builder.process(root), thread).call("gettid", Nr.GETTID);
                    int own = linux.processes().ownPid();
                    assertEquals("t " + own + " " + root + " " + root, stat(root));
                    assertEquals("t " + root + " " + leader + " " + leader, stat(leader));
                    assertEquals("t " + leader + " " + deadGroup + " " + root, stat(earlyChild));
                    assertEquals("t " + root + " " + deadLeader + " " + deadLeader, stat(orphan));
                    assertEquals("Z " + leader + " " + zombie + " " + leader, stat(zombie));
                    assertFalse(Files.exists(Path.of("/proc/" + deadLeader)));
                    assertFalse(Files.exists(Path.of("/proc/" + deadGroup)));
                    assertTrue(Files.exists(Path.of("/proc/" + root + "/task/" + thread)));
                    assertEquals(
                            0,
                            builder.process(leader)
                                    .tracee()
                                    .pendingSignals(true)
                                    .size());
                    List<String> maps = Files.readAllLines(Path.of("/proc/" + orphan + "/maps"));
                    assertEquals(2, maps.size(), maps.toString()); // the stub, and vsyscall
                    assertThrows(Unsupported.class, () -> builder.thread(builder.process(root), orphan));
                } finally {
                    builder.destroy();
                }
            }
            return 0;
        });
        for (int each : pid) {
            awaitReaped(each);
        }
    }

    @Test
    void whateverCallTheKernelRefusesNoProcessIsLeft() {
        FailingCalls kernel;
        int refusals = 0;
        do {
            List<Integer> pid = freePids(4);
            List<TreeStep> plan = TreePlan.of(
                    List.of(
                            new Member(pid.get(0), 0, pid.get(0), pid.get(0)),
                            new Member(pid.get(1), pid.get(0), pid.get(2), pid.get(0))),
                    false);
            kernel = new FailingCalls(refusals);
            Linux refusing = new Linux(kernel);
            try {
                TracerThread.run(() -> {
                    buildAndDestroy(refusing, plan, pid);
                    return 0;
                });
                assertFalse(kernel.refused(), "no word of refusal " + refusals);
            } catch (StasisException refused) {
                refusals++;
            }
            pid.forEach(TreeBuilderTest::assertEnded);
            assertEquals(List.of(), seeds(), "after refusal " + refusals);
        } while (kernel.refused());
        assertTrue(refusals > 30, "only " + refusals + " calls were refused");
    }

    /** An orphan waits for the machine's init to reap it. */
    private static void assertEnded(int pid) {
        assertTrue(ProcessStat.find(pid).map(ProcessStat::dead).orElse(true), "process " + pid + " is left");
    }

    private static void buildAndDestroy(Linux linux, List<TreeStep> plan, List<Integer> pid) {
        try (StubMemory stub = StubMemory.at(linux, FREE_ADDRESS)) {
            TreeBuilder builder = new TreeBuilder(linux, stub, SeedProcess.start(linux, false));
            try {
                builder.carryOut(plan, Log.NONE);
                builder.thread(builder.process(pid.get(0)), pid.get(3));
            } finally {
                builder.destroy();
            }
        }
    }

    /** Children of this process that were never given another name; a zombie is one. */
    private static List<String> seeds() {
        int own = Linux.real().processes().ownPid();
        return ProcessHandle.current()
                .children()
                .map(child -> child.pid() + ": "
                        + ProcFile.tryRead("/proc/" + child.pid() + "/stat").orElse("gone"))
                .filter(stat -> stat.contains("stasis") || stat.contains(") Z " + own))
                .toList();
    }

    /** Orphans are reaped by the machine's init, whenever it gets round to it. */
    private static void awaitReaped(int pid) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (Files.exists(Path.of("/proc/" + pid))) {
            assertTrue(System.nanoTime() < deadline, "process " + pid + " is left");
            Thread.onSpinWait();
        }
    }
}
