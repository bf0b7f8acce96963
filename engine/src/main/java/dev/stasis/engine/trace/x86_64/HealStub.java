package dev.stasis.engine.trace.x86_64;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * Machine code that makes one system call for the tracer and, should nobody be there to stop it afterwards, puts the
 * thread back to where it was. It follows the {@code syscall} instruction at offset 0, so a thread whose tracer was
 * killed simply falls into it. It writes no memory: it needs no stack, and may lie in a read-only page.
 *
 * <pre>
 *   0  syscall
 *   2  heal:  rt_sigprocmask(SIG_BLOCK, all)            a handler must not run while the stack pointer is borrowed
 *  20         if (scratch) munmap(scratch, length)
 *  3a         rsp = &amp;flags; popfq; rsp = saved          mov does not touch the flags from here on
 *  49         rt_sigprocmask(SIG_SETMASK, saved mask)
 *  67         the fifteen general registers
 *  d0         jmp *saved rip
 *  d8  data:  r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi rip flags rsp mask scratch length all
 * </pre>
 */
public final class HealStub {
    /** Bytes of one stub with its data. */
    public static final int SIZE = 0x188;
    /** Where a system call is made. */
    public static final int CALL = 0;
    /** Where a thread heals; also where it stands after a call. */
    public static final int HEAL = 2;

    private static final int DATA = 0xd8;
    private static final int ALL = 0x180;

    private static final byte[] CODE = HexFormat.of()
            .parseHex("0f05b80e000000bf00000000488d356d010000ba0000000041ba080000000f05"
                    + "488b3d490100004885ff740e488b3545010000b80b0000000f05488d25170100"
                    + "009d488b2517010000b80e000000bf02000000488d350e010000ba0000000041"
                    + "ba080000000f054c8b3d6a0000004c8b356b0000004c8b2d6c0000004c8b256d"
                    + "000000488b2d6e000000488b1d6f0000004c8b1d700000004c8b15710000004c"
                    + "8b0d720000004c8b0573000000488b0574000000488b0d75000000488b157600"
                    + "0000488b3577000000488b3d78000000ff257a0000006690");

    private HealStub() {}

    /**
     * The bytes of a stub that heals into {@code state} and the signal mask {@code mask}.
     *
     * @param scratch address of memory to unmap while healing; 0 for none
     * @param scratchLength its length in bytes
     */
    public static byte[] of(Registers state, long mask, long scratch, long scratchLength) {
        ByteBuffer stub = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        stub.put(CODE).position(DATA);
        for (int register = Registers.R15; register <= Registers.RDI; register++) {
            stub.putLong(state.get(register));
        }
        stub.putLong(state.get(Registers.RIP));
        stub.putLong(state.get(Registers.EFLAGS));
        stub.putLong(state.get(Registers.RSP));
        stub.putLong(mask);
        stub.putLong(scratch).putLong(scratchLength);
        stub.putLong(-1L);
        return stub.array();
    }

    /** Whether {@code bytes} begin with this code: a stub that an earlier tracer left behind when it was killed. */
    public static boolean isStub(byte[] bytes) {
        return bytes.length >= ALL && java.util.Arrays.equals(bytes, 0, CODE.length, CODE, 0, CODE.length);
    }
}
