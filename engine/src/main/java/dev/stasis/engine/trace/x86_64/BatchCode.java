package dev.stasis.engine.trace.x86_64;

import java.util.HexFormat;

/**
 * Machine code that works off a table of system calls, and the guard that watches over a tree's release.
 *
 * <p>An entry of the table has eight words: number, six arguments, result. r12 points at the table, r13 holds the count;
 * {@code int3} ends it. Not for targets that must survive their tracer: there nobody catches the trap.
 *
 * <p>The guard reads one byte from descriptor r14. If it comes, all went well; if the other end is closed instead, the
 * releasing process has died, and the r13 processes whose pidfds (u32 each) r12 points at are killed.
 */
public final class BatchCode {
    /** Offset of the batch loop. */
    public static final int BATCH = 0;
    /** Offset of the guard. */
    public static final int GUARD = 0x40;
    /** Offset of a {@code syscall} instruction, for calls stepped by PTRACE_SYSCALL. */
    public static final int SYSCALL = 0x22;
    /** Bytes of a table entry. */
    public static final int ENTRY = 64;
    /** Offset of the result in an entry. */
    public static final int RESULT = 56;

    private static final byte[] CODE = HexFormat.of()
            .parseHex("498b0424498b7c2408498b742410498b5424184d8b5424204d8b4424284d8b4c"
                    + "24300f0549894424384983c44049ffcd75cecc66662e0f1f8400000000006690"
                    + "31c04489f7488d7424c0ba010000000f054883f8fc74e94883f80174234d85ed"
                    + "741eb8a8010000418b3c24be0900000031d24531d20f054983c40449ffcdebdd"
                    + "b8e700000031ff0f05");

    private BatchCode() {}

    public static byte[] code() {
        return CODE.clone();
    }
}
