package dev.stasis.engine.trace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.engine.tree.FrozenThread;
import dev.stasis.engine.tree.FrozenTree;
import dev.stasis.engine.tree.TreeFreezer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteProcessTest {
    private final Linux linux = Linux.real();

    @SuppressWarnings("NullAway.Init")
    private Target target;

    @BeforeEach
    void startTarget() throws IOException {
        target = Target.script("sleep 1000 & sleep 1000 & wait");
        while (maps(target.pid()).lines().noneMatch(line -> line.endsWith("[vdso]"))
                || target.handle().children().count() < 2) {
            Thread.onSpinWait();
        }
        while (target.handle()
                .children()
                .anyMatch(child -> !maps((int) child.pid()).contains("/sleep"))) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void endTarget() {
        target.close();
    }

    @Test
    void leavesEveryProcessAsItWas() throws IOException {
        String before = maps(target.pid());
        TracerThread.run(() -> {
            try (FrozenTree tree = TreeFreezer.freeze(linux, target.pid(), 10)) {
                assertEquals(3, tree.processes().size());
                tree.processes().forEach(this::asksInside);
            }
            return 0;
        });
        assertEquals(before, maps(target.pid()));
        assertTrue(target.handle().isAlive());
        for (ProcessHandle child : target.handle().children().toList()) {
            String state = Files.readString(Path.of("/proc/" + child.pid() + "/stat"));
            assertEquals("S", state.substring(state.lastIndexOf(')') + 2, state.lastIndexOf(')') + 3));
        }
    }

    private void asksInside(FrozenProcess process) {
        FrozenThread leader = process.leader();
        long[] vdso = vdso(process.pid());
        StubSite site = StubSite.in(leader.tracee().memory(), process.pid(), vdso[0], vdso[1]);
        try (RemoteProcess remote = RemoteProcess.open(leader.tracee(), leader.state(), site)) {
            assertEquals(process.pid(), remote.leader().call(Nr.GETPID).raw());
            remote.scratch().write(0, new byte[] {1, 2, 3, 4});
            assertEquals(0x04030201, remote.scratch().read(0, 4).getInt());
        }
        assertEquals(leader.state().here(), leader.tracee().registers());
    }

    @Test
    void takesTheStubOfAnotherVersionOut() {
        TracerThread.run(() -> {
            try (FrozenTree tree = TreeFreezer.freeze(linux, target.pid(), 10)) {
                FrozenProcess process = tree.root();
                RemoteMemory memory = process.leader().tracee().memory();
                RemoteAddress end = new RemoteAddress(vdso(process.pid())[1]);
                memory.force(
                        end.plus(-1000), "another version's, longer than ours".getBytes(StandardCharsets.US_ASCII));
                assertTrue(StubSite.isHealing(memory, end.value() - 990));

                asksInside(process);

                int zeros = OwnVdso.zeros();
                assertArrayEquals(new byte[zeros], memory.read(end.plus(-zeros), zeros));
            }
            return 0;
        });
    }

    private static long[] vdso(int pid) {
        String line = maps(pid)
                .lines()
                .filter(text -> text.endsWith("[vdso]"))
                .findFirst()
                .orElseThrow();
        String[] range = line.substring(0, line.indexOf(' ')).split("-");
        return new long[] {Long.parseUnsignedLong(range[0], 16), Long.parseUnsignedLong(range[1], 16)};
    }

    private static String maps(int pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/maps"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
