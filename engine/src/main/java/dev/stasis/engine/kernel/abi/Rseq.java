package dev.stasis.engine.kernel.abi;

/** Restartable sequences: linux/rseq.h; since Linux 4.18. */
public final class Rseq {
    // rseq(2)
    public static final int RSEQ_FLAG_UNREGISTER = 1;

    // Flags of a critical section
    public static final int RSEQ_CS_FLAG_NO_RESTART_ON_PREEMPT = 1;
    public static final int RSEQ_CS_FLAG_NO_RESTART_ON_SIGNAL = 2;
    public static final int RSEQ_CS_FLAG_NO_RESTART_ON_MIGRATE = 4;

    // cpu_id of an area that is not registered
    public static final int RSEQ_CPU_ID_UNINITIALIZED = -1;
    public static final int RSEQ_CPU_ID_REGISTRATION_FAILED = -2;

    private Rseq() {}
}
