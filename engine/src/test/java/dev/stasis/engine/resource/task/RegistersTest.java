package dev.stasis.engine.resource.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.stasis.engine.resource.task.registers.FinalState;
import dev.stasis.engine.resource.task.registers.FinalStateDumper;
import dev.stasis.engine.resource.task.registers.FinalStateImage;
import dev.stasis.engine.restore.TaskBench;
import dev.stasis.engine.trace.Tracee;
import dev.stasis.engine.trace.x86_64.FpuState;
import dev.stasis.engine.trace.x86_64.Registers;
import dev.stasis.engine.trace.x86_64.XsaveComponent;
import dev.stasis.image.proto.CoreEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistersTest {
    private static final String BODY = """
            static unsigned char pattern[32] = "0123456789abcdefghijklmnopqrstuv";
            unsigned control = 0x3fc0;
            unsigned short word = 0x0c7f;
            sigset_t set;
            sigemptyset(&set);
            sigaddset(&set, SIGUSR1);
            sigprocmask(SIG_SETMASK, &set, 0);
            READY;
            __builtin_ia32_ldmxcsr(control);
            asm volatile("fldcw %0\\n\\tfld1\\n\\tfldpi\\n\\tmovups %1, %%xmm9\\n\\tmovabs $0x1122334455667788, %%r12\\n\\t"
                         "1: pause\\n\\tjmp 1b" : : "m"(word), "m"(pattern) : "xmm9", "r12", "memory");
            """;

    @TempDir
    Path directory;

    private FinalState dumped() throws Exception {
        try (CTarget target = CTarget.start(directory, List.of("signal.h"), "", BODY)) {
            FinalState state;
            do {
                state = Frozen.ask(target.pid(), new FinalStateDumper()::dump);
            } while (state.registers().get(Registers.R12) != 0x1122334455667788L);
            return state;
        }
    }

    @Test
    void seesWhatTheProgramPutThere() throws Exception {
        FinalState state = dumped();
        assertEquals(1L << 9, state.signalMask());
        ByteBuffer area = state.fpu().legacy();
        assertEquals(0x0c7f, area.getShort(0));
        assertEquals(0x3fc0, area.getInt(24) & 0xffc0);
        assertEquals(0x3736353433323130L, area.getLong(160 + 9 * 16));
    }

    @Test
    void survivesTheImage() throws Exception {
        FinalState state = dumped();
        CoreEntry.Builder core = CoreEntry.newBuilder();
        core.getTcBuilder();
        new FinalStateImage().write(state, core);
        assertEquals(state, new FinalStateImage().read(core.buildPartial()));
        assertFalse(core.getThreadCore().hasBlkSigset());

        CoreEntry.Builder thread = CoreEntry.newBuilder();
        new FinalStateImage().write(state, thread);
        assertEquals(state, new FinalStateImage().read(thread.buildPartial()));
    }

    @Test
    void becomesThatOfARestoredThread() throws Exception {
        FinalState state = dumped();
        TaskBench.with(thread -> {
            Tracee tracee = thread.task().tracee();
            state.set(tracee);
            assertEquals(state.registers().with(Registers.ORIG_RAX, -1), tracee.registers());
            assertEquals(state.signalMask(), tracee.signalMask());
            assertEquals(state.fpu().legacy(), FpuState.of(tracee).legacy());
            return 0;
        });
    }

    @Test
    void upperHalvesOfVectorRegistersCome() {
        TaskBench.with(thread -> {
            Tracee tracee = thread.task().tracee();
            FpuState found = FpuState.of(tracee);
            if (found.component(XsaveComponent.YMM).isEmpty()) {
                return 0;
            }
            byte[] upper = new byte[XsaveComponent.YMM.bytes()];
            for (int i = 0; i < upper.length; i++) {
                upper[i] = (byte) (i * 7);
            }
            FpuState wanted = FpuState.of(found.legacy().array(), 7L, Map.of(XsaveComponent.YMM, upper));
            wanted.set(tracee);
            // A trip through user code: what comes back has been in the processor.
            thread.task().call("getpid", 39);
            FpuState back = FpuState.of(tracee);
            assertEquals(
                    ByteBuffer.wrap(upper).order(ByteOrder.LITTLE_ENDIAN),
                    back.component(XsaveComponent.YMM).orElseThrow());
            FpuState.of(found.legacy().array(), 3L, Map.of()).set(tracee);
            assertEquals(
                    ByteBuffer.wrap(new byte[upper.length]),
                    FpuState.of(tracee).component(XsaveComponent.YMM).orElseThrow());
            return 0;
        });
    }
}
