package dev.stasis.engine.trace.x86_64;

import dev.stasis.engine.kernel.call.Cpuid;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Parts of a thread's extended state beyond the FXSAVE area that an image can hold. Where a part lies in the standard
 * XSAVE format depends on the processor: CPUID leaf 0xD tells.
 */
public enum XsaveComponent {
    /** Upper halves of the 16 AVX registers. */
    YMM(2, 256),
    /** Bounds of MPX, which kernels since 5.6 and recent processors no longer have. */
    BNDREGS(3, 64),
    BNDCSR(4, 64),
    /** Mask registers of AVX-512. */
    OPMASK(5, 64),
    /** Upper halves of the first 16 AVX-512 registers. */
    ZMM_HI256(6, 512),
    /** The second 16 AVX-512 registers. */
    HI16_ZMM(7, 1024),
    /** Rights of the protection keys. */
    PKRU(9, 8);

    private static final int XSAVE_LEAF = 0xd;

    private final int bit;
    private final int bytes;

    XsaveComponent(int bit, int bytes) {
        this.bit = bit;
        this.bytes = bytes;
    }

    /** Its bit in XCR0 and XSTATE_BV. */
    public long mask() {
        return 1L << bit;
    }

    public int bytes() {
        return bytes;
    }

    /** Whether losing it changes what a program computes: not so where processor and kernel lack the feature as such. */
    boolean holdsData() {
        return this != BNDREGS && this != BNDCSR && this != PKRU;
    }

    /** Where this processor puts it. Requires: the processor has it. */
    int offset() {
        return Objects.requireNonNull(Offsets.OF.get(this));
    }

    /** All bits that can be kept, those of the FXSAVE area included. */
    static long known() {
        long known = FpuState.LEGACY_BITS;
        for (XsaveComponent component : values()) {
            known |= component.mask();
        }
        return known;
    }

    /** Asked once, when first needed. */
    private static final class Offsets {
        private static final Map<XsaveComponent, Integer> OF = ask();

        private static Map<XsaveComponent, Integer> ask() {
            Map<XsaveComponent, Integer> offsets = new EnumMap<>(XsaveComponent.class);
            for (XsaveComponent component : values()) {
                offsets.put(component, Cpuid.leaf(XSAVE_LEAF, component.bit).ebx());
            }
            return offsets;
        }
    }
}
