package dev.stasis.engine.resource.task.registers;

import dev.stasis.engine.trace.RemoteAddress;
import dev.stasis.engine.trace.Tracee;
import dev.stasis.engine.trace.x86_64.FpuState;
import dev.stasis.engine.trace.x86_64.Registers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a thread goes on with.
 *
 * @param registers orig_rax tells which system call was interrupted, for information only
 * @param signalMask blocked signals, bit n-1 for signal n
 * @param section a restartable sequence to be taken up where it was; null nearly always
 */
public record FinalState(
        Registers registers,
        FpuState fpu,
        long signalMask,
        @Nullable HeldSection section) {
    /**
     * A critical section whose flags forbid its restart.
     *
     * @param slot address of the rseq_cs word in the thread's rseq area
     * @param descriptor what the word holds: address of a struct rseq_cs
     */
    public record HeldSection(RemoteAddress slot, long descriptor) {}

    /**
     * Gives it to a restored thread. Requires: nothing will be injected into it any more. The thread stays stopped; it goes
     * on with this when it is let go.
     */
    public void set(Tracee tracee) {
        if (section != null) {
            // On each return to user code elsewhere the kernel clears the word: hence last.
            byte[] word = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(section.descriptor())
                    .array();
            tracee.memory().force(section.slot(), word);
        }
        fpu.set(tracee);
        tracee.setRegisters(registers.with(Registers.ORIG_RAX, -1));
        tracee.setSignalMask(signalMask);
    }
}
