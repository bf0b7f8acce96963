package dev.stasis.engine.resource.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.registers.FinalStateDumper;
import dev.stasis.engine.resource.task.rseq.Rseq;
import dev.stasis.engine.resource.task.rseq.RseqDumper;
import dev.stasis.engine.resource.task.rseq.RseqRestorer;
import dev.stasis.engine.restore.TaskBench;
import dev.stasis.engine.trace.RemoteAddress;
import dev.stasis.engine.trace.x86_64.Registers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RseqTest {
    private static final RemoteAddress AREA = new RemoteAddress(0x6000_0000_0000L);

    /** Stays in one critical section for good; whoever interrupts it finds rbx at its start and r14 at its end. */
    private static final String BODY = """
            READY;
            asm volatile(
                ".pushsection __rseq_cs, \\"aw\\"\\n\\t.balign 32\\n3:\\t.long 0, 0\\n\\t.quad 1f, 2f - 1f, 4f\\n\\t.popsection\\n\\t"
                "lea 1f(%%rip), %%rbx\\n\\tlea 2f(%%rip), %%r14\\n\\tlea 4f(%%rip), %%r15\\n\\t"
                "5:\\tlea 3b(%%rip), %%rax\\n\\tmov %%rax, 8(%0)\\n\\t"
                "1:\\tnop\\n\\tjmp 1b\\n\\t2:\\tud2\\n\\t"
                ".long 0x53053053\\n\\t4:\\tinc %%r13\\n\\tjmp 5b"
                : : "r"((char *)__builtin_thread_pointer() + __rseq_offset) : "rax", "rbx", "r13", "r14", "r15");
            """;

    @TempDir
    Path directory;

    @Test
    void aSectionIsLeftByItsAbortAddress() throws Exception {
        try (CTarget target = CTarget.start(directory, List.of("sys/rseq.h"), "", BODY)) {
            for (int round = 0; round < 50; round++) {
                Registers registers = Frozen.ask(
                        target.pid(),
                        thread -> new FinalStateDumper().dump(thread).registers());
                long ip = registers.get(Registers.RIP);
                boolean inside = Long.compareUnsigned(
                                ip - registers.get(Registers.RBX),
                                registers.get(Registers.R14) - registers.get(Registers.RBX))
                        < 0;
                assertTrue(
                        !inside || registers.get(Registers.R14) == 0, "stopped inside the section in round " + round);
            }
            Rseq rseq = Frozen.ask(target.pid(), new RseqDumper()::dump);
            assertTrue(rseq.registered());
            assertEquals(0x53053053, rseq.signature());
        }
    }

    @Test
    void anAreaWithoutMemoryIsADamagedImage() {
        TaskBench.with(thread -> {
            assertThrows(ImageDamaged.class, () -> new RseqRestorer().restore(new Rseq(AREA, 32, 0x53053053), thread));
            thread.task().call("mmap", Nr.MMAP, AREA.value(), 4096, 3, 0x32, -1, 0);
            assertThrows(ImageDamaged.class, () -> new RseqRestorer().restore(new Rseq(AREA, -1, 0x53053053), thread));
            new RseqRestorer().restore(new Rseq(AREA, 32, 0x53053053), thread);
            thread.task().run();
            assertEquals(AREA.value(), read(thread));
            return 0;
        });
    }

    private static long read(ThreadUnderRestore thread) {
        return java.nio.ByteBuffer.wrap(thread.task().tracee().rseqConfiguration())
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }
}
