package dev.stasis.engine.resource.task.registers;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.proc.ProcFile;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import dev.stasis.engine.trace.ThreadState;
import dev.stasis.engine.trace.ThreadState.RseqArea;
import dev.stasis.engine.trace.x86_64.FpuState;
import org.jspecify.annotations.Nullable;

/** Takes the registers that were captured when the thread was stopped, and its vector registers. */
public final class FinalStateDumper implements TaskDumper<FinalState> {
    /** Whether processor and kernel have them at all: else no thread needs to be asked. */
    private static final boolean SHADOW_STACKS =
            ProcFile.tryRead("/proc/cpuinfo").orElse("").contains(" user_shstk");

    @Override
    public FinalState dump(ThreadUnderDump thread) {
        if (SHADOW_STACKS && thread.status().shadowStack()) {
            throw new Unsupported("thread " + thread.tid() + " of process " + thread.pid()
                    + " runs with a user shadow stack, which cannot be saved; start it with"
                    + " GLIBC_TUNABLES=glibc.cpu.x86_shstk=off");
        }
        ThreadState state = thread.thread().state();
        FpuState fpu = FpuState.of(thread.thread().tracee());
        return new FinalState(state.elsewhere(), fpu, state.signalMask(), held(state.rseq()));
    }

    private static FinalState.@Nullable HeldSection held(@Nullable RseqArea area) {
        if (area == null || area.heldSection() == 0) {
            return null;
        }
        return new FinalState.HeldSection(area.pointer().plus(RSEQ_CS), area.heldSection());
    }

    /** Offset of rseq_cs in struct rseq, linux/rseq.h. */
    static final int RSEQ_CS = 8;
}
