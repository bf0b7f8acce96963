package dev.stasis.engine.api.request;

/**
 * Which properties of the processor must suit, and whether they are kept in {@code cpuinfo.img}.
 *
 * @param fpu the extended state that images hold
 * @param cpu all capability bits, exactly
 * @param ins the instructions a program may use
 * @param image write the image at dump, require it at restore
 */
public record CpuCap(boolean fpu, boolean cpu, boolean ins, boolean image) {
    public static final CpuCap DEFAULT = new CpuCap(true, false, true, false);
    public static final CpuCap NONE = new CpuCap(false, false, false, false);
    public static final CpuCap ALL = new CpuCap(true, true, true, true);

    private static final int FPU = 1;
    private static final int CPU = 2;
    private static final int INS = 4;
    private static final int IMAGE = 8;

    /** From the bit mask of the RPC member {@code cpu_cap}. */
    public static CpuCap ofMask(int mask) {
        return new CpuCap((mask & FPU) != 0, (mask & CPU) != 0, (mask & INS) != 0, (mask & IMAGE) != 0);
    }

    public int mask() {
        return (fpu ? FPU : 0) | (cpu ? CPU : 0) | (ins ? INS : 0) | (image ? IMAGE : 0);
    }
}
