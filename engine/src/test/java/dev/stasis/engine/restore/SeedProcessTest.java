package dev.stasis.engine.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.trace.TracerThread;
import org.junit.jupiter.api.Test;

class SeedProcessTest {
    private static final long FREE_ADDRESS = 0x7000_0000_0000L;

    @Test
    void makesCallsInsideTheSeed() {
        Linux linux = Linux.real();
        int pid = TracerThread.run(() -> {
            SeedProcess seed = SeedProcess.start(linux, false);
            try (StubMemory stub = StubMemory.at(linux, FREE_ADDRESS)) {
                RestoreTask task = seed.adopt(stub);
                assertEquals(seed.tracee().pid(), task.call("getpid", Nr.GETPID));
                for (int i = 0; i < 10_000; i++) {
                    task.add("getpid", Nr.GETPID);
                }
                assertTrue(task.tryCall(Nr.CLOSE, 12345).failedWith(9));
            } finally {
                linux.processes().kill(seed.tracee().pid(), 9);
                assertTrue(seed.tracee().awaitStop().gone());
            }
            return seed.tracee().pid();
        });
        assertTrue(linux.processes().kill(pid, 0).failedWith(3));
    }

    @Test
    void theSeedDiesWithItsTracer() {
        Linux linux = Linux.real();
        int pid =
                TracerThread.run(() -> SeedProcess.start(linux, false).tracee().pid());
        try (Arena arena = new Arena()) {
            // The tracer thread has ended: the kernel killed the seed, and it is ours to reap.
            assertEquals(
                    pid, linux.processes().waitFor(pid, arena.allocate(8), 0).raw());
        }
    }
}
