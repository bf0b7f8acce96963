package dev.stasis.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Signal;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.resource.file.Program;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.trace.StubSite;
import dev.stasis.engine.trace.TracerThread;
import dev.stasis.engine.trace.x86_64.Registers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class TreeFreezerTest {
    private static final String THREADS = """
            import threading
            for i in range(5):
             threading.Thread(target=lambda: time.sleep(1000),daemon=True).start()
            """;

    private final Linux linux = Linux.real();

    @Test
    void killsAProcessOfManyThreads() throws IOException {
        try (Program program = Program.python(THREADS)) {
            TracerThread.run(() -> {
                FrozenTree tree = TreeFreezer.freeze(linux, program.pid(), 10);
                assertEquals(6, tree.root().threads().size());
                tree.kill();
                return 0;
            });
            program.handle().onExit().join();
            assertFalse(program.handle().isAlive());
        }
    }

    @Test
    void leavesStoppedProcessesToSigcont() throws IOException {
        try (Program program = Program.python("")) {
            TracerThread.run(() -> {
                TreeFreezer.freeze(linux, program.pid(), 10).thawStopped();
                return 0;
            });
            awaitState(program.pid(), 'T');
            linux.processes().kill(program.pid(), Signal.SIGCONT);
            awaitState(program.pid(), 'S');
        }
    }

    @Test
    void tellsWhichSignalHadStoppedAProcess() throws IOException {
        try (Program program = Program.python("")) {
            linux.processes().kill(program.pid(), Signal.SIGSTOP);
            awaitState(program.pid(), 'T');
            TracerThread.run(() -> {
                try (FrozenTree tree = TreeFreezer.freeze(linux, program.pid(), 10)) {
                    assertEquals(FrozenProcess.Condition.STOPPED, tree.root().condition());
                    assertEquals(Signal.SIGSTOP, tree.root().stopSignal());
                }
                return 0;
            });
            awaitState(program.pid(), 'T');
        }
    }

    @Test
    void findsZombies() throws IOException {
        try (Program program = Program.python("""
                if os.fork()==0: os._exit(3)
                """)) {
            int child =
                    (int) program.handle().children().findFirst().orElseThrow().pid();
            awaitState(child, 'Z');
            TracerThread.run(() -> {
                try (FrozenTree tree = TreeFreezer.freeze(linux, program.pid(), 10)) {
                    assertTrue(tree.find(child).orElseThrow().zombie());
                }
                return 0;
            });
        }
    }

    /** The parent of a vfork sleeps uninterruptibly until its child execs or ends. */
    @Test
    void givesUpOnAThreadThatHangsInTheKernel() throws IOException {
        try (Program program = Program.python("""
                os.dup2(0,200)
                if libc.vfork()==0:
                 while True: time.sleep(1000)
                """)) {
            awaitState(program.pid(), 'D');
            Unsupported error = assertThrows(
                    Unsupported.class, () -> TracerThread.run(() -> TreeFreezer.freeze(linux, program.pid(), 1)));
            assertTrue(String.valueOf(error.getMessage()).contains("--timeout"), error.getMessage());
            awaitState(program.pid(), 'D');
        }
    }

    /** A tracer that dies with a stopping signal on its way leaves its target standing in the heal stub. */
    @Test
    void letsAThreadHealBeforeItIsLookedAt() throws IOException {
        try (Program program = Program.python("")) {
            long mask = TracerThread.run(() -> {
                FrozenTree tree = TreeFreezer.freeze(linux, program.pid(), 10);
                FrozenThread leader = tree.root().leader();
                RemoteProcess remote = RemoteProcess.open(leader.tracee(), leader.state(), site(program.pid(), leader));
                remote.leader().call(Nr.GETPID);
                linux.processes().kill(program.pid(), Signal.SIGSTOP);
                return leader.state().signalMask();
            });
            awaitState(program.pid(), 'T');
            TracerThread.run(() -> {
                try (FrozenTree tree = TreeFreezer.freeze(linux, program.pid(), 10)) {
                    FrozenThread leader = tree.root().leader();
                    long rip = leader.state().stopped().get(Registers.RIP);
                    assertFalse(StubSite.isHealing(leader.tracee().memory(), rip));
                    assertEquals(mask, leader.state().signalMask());
                }
                return 0;
            });
            linux.processes().kill(program.pid(), Signal.SIGCONT);
            awaitState(program.pid(), 'S');
        }
    }

    private static StubSite site(int pid, FrozenThread leader) throws IOException {
        String line = Files.readAllLines(Path.of("/proc/" + pid + "/maps"), StandardCharsets.ISO_8859_1).stream()
                .filter(text -> text.endsWith("[vdso]"))
                .findFirst()
                .orElseThrow();
        int dash = line.indexOf('-');
        return StubSite.in(
                leader.tracee().memory(),
                pid,
                Long.parseUnsignedLong(line.substring(0, dash), 16),
                Long.parseUnsignedLong(line.substring(dash + 1, line.indexOf(' ')), 16));
    }

    private static void awaitState(int pid, char state) {
        ProcessTable table = new ProcessTable();
        while (table.state(pid).filter(found -> found == state).isEmpty()) {
            Thread.onSpinWait();
        }
    }
}
