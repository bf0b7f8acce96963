package dev.stasis.engine.trace.x86_64;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.trace.Tracee;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Floating-point, vector and protection-key registers of a thread: the FXSAVE area, and what XSAVE keeps beyond it. An
 * immutable value, independent of where the processor puts the parts.
 */
public final class FpuState {
    /** Bytes of the FXSAVE area with contents: header, 8 x87 registers, 16 SSE registers. */
    public static final int LEGACY_BYTES = 416;
    /** XSTATE_BV bits of the FXSAVE area: x87 and SSE. */
    public static final long LEGACY_BITS = 3;

    private static final long PTRACE_GETFPREGS = 14;
    private static final int FXSAVE_BYTES = 512;
    /** Within the area's last bytes, free for software: the kernel tells the enabled features (asm/user.h). */
    private static final int FEATURES = 464;

    private static final int XSTATE_BV = 512;
    private static final int XSAVE_HEADER_END = 576;

    private final byte[] legacy;
    private final @Nullable Long inUse;
    private final Map<XsaveComponent, byte[]> components;

    private FpuState(byte[] legacy, @Nullable Long inUse, Map<XsaveComponent, byte[]> components) {
        this.legacy = legacy;
        this.inUse = inUse;
        this.components = components;
    }

    /**
     * @param legacy first 416 bytes of the FXSAVE area
     * @param inUse XSTATE_BV: the parts that are not in their initial state; null when there is no XSAVE state
     * @param components those that the processor had, used or not
     */
    public static FpuState of(byte[] legacy, @Nullable Long inUse, Map<XsaveComponent, byte[]> components) {
        if (legacy.length != LEGACY_BYTES) {
            throw new IllegalArgumentException(legacy.length + " bytes instead of " + LEGACY_BYTES);
        }
        Map<XsaveComponent, byte[]> copy = new EnumMap<>(XsaveComponent.class);
        components.forEach((component, bytes) -> {
            if (bytes.length != component.bytes()) {
                throw new IllegalArgumentException(component + " has " + bytes.length + " bytes");
            }
            copy.put(component, bytes.clone());
        });
        return new FpuState(legacy.clone(), inUse, copy);
    }

    /** Reads a stopped thread's. Injected calls do not touch it. */
    public static FpuState of(Tracee tracee) {
        byte[] area = tracee.xstate();
        ByteBuffer words = ByteBuffer.wrap(area).order(ByteOrder.LITTLE_ENDIAN);
        long inUse = words.getLong(XSTATE_BV);
        if ((inUse & ~XsaveComponent.known()) != 0) {
            throw new Unsupported(tracee + " uses processor state that images have no place for (XSTATE_BV 0x"
                    + Long.toHexString(inUse & ~XsaveComponent.known())
                    + ", for instance AMX tiles); let it finish that work first");
        }
        byte[] legacy = Arrays.copyOf(area, LEGACY_BYTES);
        if ((inUse & LEGACY_BITS) != LEGACY_BITS) {
            // Kernels before 5.14 leave the bytes of an unused part as they are; this request fills in initial values.
            legacy = fxsave(tracee);
        }
        long enabled = words.getLong(FEATURES);
        Map<XsaveComponent, byte[]> components = new EnumMap<>(XsaveComponent.class);
        for (XsaveComponent component : XsaveComponent.values()) {
            if ((enabled & component.mask()) != 0) {
                int offset = component.offset();
                components.put(component, Arrays.copyOfRange(area, offset, offset + component.bytes()));
            }
        }
        return new FpuState(legacy, inUse, components);
    }

    private static byte[] fxsave(Tracee tracee) {
        try (Arena arena = new Arena()) {
            Block area = arena.allocate(FXSAVE_BYTES);
            tracee.request(PTRACE_GETFPREGS, 0, area.address()).orThrow("ptrace(GETFPREGS)", tracee.toString());
            return area.getBytes(0, LEGACY_BYTES);
        }
    }

    /**
     * Gives it to a stopped thread. Parts that this processor has and this state does not get their initial values.
     *
     * @throws Unsupported when it holds vector registers that this processor lacks
     */
    public void set(Tracee tracee) {
        // Taken from the thread for its length and for the words that only the kernel knows.
        byte[] area = tracee.xstate();
        ByteBuffer words = ByteBuffer.wrap(area).order(ByteOrder.LITTLE_ENDIAN);
        long enabled = words.getLong(FEATURES);
        System.arraycopy(legacy, 0, area, 0, LEGACY_BYTES);
        Arrays.fill(area, XSTATE_BV, XSAVE_HEADER_END, (byte) 0);
        long applied = LEGACY_BITS;
        for (Map.Entry<XsaveComponent, byte[]> part : components.entrySet()) {
            XsaveComponent component = part.getKey();
            if ((xstateBv() & component.mask()) == 0) {
                continue;
            }
            if ((enabled & component.mask()) != 0) {
                System.arraycopy(part.getValue(), 0, area, component.offset(), component.bytes());
                applied |= component.mask();
            } else if (component.holdsData()) {
                throw new Unsupported(tracee + " cannot be restored on this processor, which has no " + component
                        + " registers; restore it on one like that of the dump");
            }
        }
        words.putLong(XSTATE_BV, applied);
        tracee.setXstate(area);
    }

    /** The first 416 bytes of the FXSAVE area, little endian. */
    public ByteBuffer legacy() {
        return ByteBuffer.wrap(legacy.clone()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether there is more than the FXSAVE area. */
    public boolean extended() {
        return inUse != null;
    }

    /** The parts in use; of a state without XSAVE those of the FXSAVE area. */
    public long xstateBv() {
        return inUse == null ? LEGACY_BITS : inUse;
    }

    /** Contents of a part, little endian; empty when the processor of the dump did not have it. */
    public Optional<ByteBuffer> component(XsaveComponent component) {
        return Optional.ofNullable(components.get(component))
                .map(bytes -> ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN));
    }

    @Override
    public boolean equals(Object other) {
        if (!(other instanceof FpuState that)
                || !Arrays.equals(legacy, that.legacy)
                || extended() != that.extended()
                || xstateBv() != that.xstateBv()
                || !components.keySet().equals(that.components.keySet())) {
            return false;
        }
        return components.entrySet().stream()
                .allMatch(part -> Arrays.equals(part.getValue(), that.components.get(part.getKey())));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(legacy) * 31 + Long.hashCode(xstateBv());
    }

    @Override
    public String toString() {
        return "FpuState[xstate_bv=0x" + Long.toHexString(xstateBv()) + " " + components.keySet() + "]";
    }
}
