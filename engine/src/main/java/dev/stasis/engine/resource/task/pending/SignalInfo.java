package dev.stasis.engine.resource.task.pending;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** siginfo_t of x86-64 (asm-generic/siginfo.h): 128 bytes, a value. */
public final class SignalInfo {
    public static final int BYTES = 128;

    private static final int CODE = 8;

    private final byte[] bytes;

    private SignalInfo(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes a copy of 128 bytes. */
    public static SignalInfo of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException(bytes.length + " bytes instead of " + BYTES);
        }
        return new SignalInfo(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** si_signo. */
    public int signal() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
    }

    /** si_code, the origin: SI_ constants. */
    public int code() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(CODE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignalInfo that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "SignalInfo[" + signal() + " code " + code() + "]";
    }
}
