package dev.stasis.engine.trace;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.trace.x86_64.Registers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a thread was doing when it was stopped. Captured before the first injected call, which would clear the rseq
 * critical section and change the registers.
 *
 * @param stopped registers exactly as found
 * @param here registers to go on with in this process
 * @param elsewhere registers for an image (a sleep in progress answers EINTR)
 * @param signalMask blocked signals, bit n-1 for signal n
 * @param rseq the registered restartable-sequence area, null when there is none
 */
public record ThreadState(
        Registers stopped,
        Registers here,
        Registers elsewhere,
        long signalMask,
        @Nullable RseqArea rseq) {

    /**
     * A registered struct rseq (linux/rseq.h).
     *
     * @param pointer its address
     * @param length in bytes, as registered
     * @param signature the word before an abort address
     * @param flags of the registration
     * @param heldSection address of a struct rseq_cs to be written back, when its flags forbid a restart; else 0
     */
    public record RseqArea(RemoteAddress pointer, int length, int signature, int flags, long heldSection) {}

    private static final int RSEQ_CS = 8;
    private static final int RSEQ_FLAGS = 16;
    private static final int NO_RESTART_ON_SIGNAL = 2;
    private static final int CS_BYTES = 32;

    /** Requires: {@code tracee} is stopped and nothing was injected into it since. */
    public static ThreadState capture(Tracee tracee) {
        if (tracee.registerBytes() != Registers.BYTES) {
            throw new Unsupported(tracee + " runs 32-bit code, which cannot be saved yet");
        }
        Registers stopped = tracee.registers();
        long mask = tracee.signalMask();
        Registers here = stopped.resumingHere();
        Registers elsewhere = stopped.resumingElsewhere();
        ByteBuffer configuration = ByteBuffer.wrap(tracee.rseqConfiguration()).order(ByteOrder.LITTLE_ENDIAN);
        RemoteAddress area = new RemoteAddress(configuration.getLong(0));
        if (area.value() == 0) {
            return new ThreadState(stopped, here, elsewhere, mask, null);
        }
        RemoteMemory memory = tracee.memory();
        long section = memory.readLong(area.plus(RSEQ_CS));
        long held = 0;
        if (section != 0) {
            CriticalSection critical = CriticalSection.read(memory, area, section);
            if (critical.contains(stopped.get(Registers.RIP))) {
                if (critical.restarts()) {
                    here = here.with(Registers.RIP, critical.abort);
                    elsewhere = elsewhere.with(Registers.RIP, critical.abort);
                } else {
                    held = section;
                }
            }
        }
        RseqArea rseq =
                new RseqArea(area, configuration.getInt(8), configuration.getInt(12), configuration.getInt(16), held);
        return new ThreadState(stopped, here, elsewhere, mask, rseq);
    }

    private record CriticalSection(int flags, long start, long length, long abort) {
        static CriticalSection read(RemoteMemory memory, RemoteAddress area, long address) {
            ByteBuffer cs = ByteBuffer.wrap(memory.read(new RemoteAddress(address), CS_BYTES))
                    .order(ByteOrder.LITTLE_ENDIAN);
            if (cs.getInt(0) != 0) {
                throw new Unsupported("a restartable sequence of version " + cs.getInt(0) + " at 0x"
                        + Long.toHexString(address) + " is not known; this kernel or program is newer than Stasis");
            }
            int areaFlags = ByteBuffer.wrap(memory.read(area.plus(RSEQ_FLAGS), 4))
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getInt();
            return new CriticalSection(cs.getInt(4) | areaFlags, cs.getLong(8), cs.getLong(16), cs.getLong(24));
        }

        boolean contains(long ip) {
            return Long.compareUnsigned(ip - start, length) < 0;
        }

        boolean restarts() {
            return (flags & NO_RESTART_ON_SIGNAL) == 0;
        }
    }
}
