package dev.stasis.engine.trace.x86_64;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Machine code that copies a process's memory into a process of its own, and needs nobody to end well. A thread of the
 * process makes a further thread with it, the reaper, and that one the copy. Should the tracer be dead by then, the copy
 * ends at once, the reaper takes its remains away and ends too, and the first thread heals.
 *
 * <pre>
 *   0  syscall                               the first thread: clone of a thread
 *   2  if (result) goto heal                 the first thread, as a {@link HealStub} heals
 *   a  clone(CLONE_FILES, 0, 0, 0, 0)        the reaper from here on; exit signal 0
 *  20  if (!result) goto copy
 *  24  if (result &lt; 0) exit(error)
 *  2c  wait4(result, 0, __WALL, 0); exit(0)
 *  4a  copy: exit_group(0)                   never reached under a tracer
 * </pre>
 *
 * <p>It writes no memory and uses no stack.
 */
public final class CopyStub {
    /** Bytes of a stub. */
    public static final int SIZE = 0x58;

    private static final int JUMP = 6;
    private static final int JUMP_END = 10;

    private static final byte[] CODE = HexFormat.of()
            .parseHex("0f0585c00f8500000000bf0004000031f631d24531d24531c0b8380000000f0585c0742689c7f7df7802eb15"
                    + "f7dfb83d00000031f6ba000000404531d20f0531ffb83c0000000f05ebf731ffb8e70000000f05ebf50f1f00");

    private CopyStub() {}

    /**
     * The bytes of a stub.
     *
     * @param heal where a {@link HealStub} heals, relative to this stub
     */
    public static byte[] of(int heal) {
        return ByteBuffer.wrap(CODE.clone())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(JUMP, heal - JUMP_END)
                .array();
    }

    /** Whether {@code bytes} are such a stub: left behind by a tracer that was killed, or in use by one. */
    public static boolean isStub(byte[] bytes) {
        return bytes.length >= SIZE
                && Arrays.equals(bytes, 0, JUMP, CODE, 0, JUMP)
                && Arrays.equals(bytes, JUMP_END, SIZE, CODE, JUMP_END, SIZE);
    }
}
