package dev.stasis.engine.trace.x86_64;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Machine code that makes a few system calls in a row and then sends its own thread a signal, at whose delivery a tracer
 * stops it: one stop for all of them. Should the tracer be dead by then, nobody sees the signal, which the process ignores,
 * and the code runs on into a {@link HealStub}. It writes no memory of its own: results stay in r12 to r15.
 *
 * <pre>
 *      for each call:  eax = nr; rdi, rsi = arguments; edx = r10d = r8d = 0; syscall; r12..r15 = rax
 *      ebx = getpid(); esi = gettid(); tgkill(ebx, esi, signal)     own ids, whatever the pid namespace
 * end: jmp heal
 * </pre>
 */
public final class QuestionStub {
    /** Calls that one stub makes. */
    public static final int CALLS = 4;
    /** Registers with the results, in the order of the calls. */
    private static final int[] RESULTS = {Registers.R12, Registers.R13, Registers.R14, Registers.R15};

    private static final int CALL_BYTES = 38;
    private static final int END = CALLS * CALL_BYTES + 32;
    /** Bytes of a stub. */
    public static final int SIZE = END + 8;

    private static final int NR_GETPID = 39;
    private static final int NR_GETTID = 186;
    private static final int NR_TGKILL = 234;

    private QuestionStub() {}

    /**
     * The bytes of a stub.
     *
     * @param calls exactly {@link #CALLS}, each a number and two arguments
     * @param signal that the process neither catches nor blocks, and whose default is to be ignored
     * @param heal where a {@link HealStub} heals, relative to this stub
     */
    public static byte[] of(List<long[]> calls, int signal, int heal) {
        ByteBuffer code = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < CALLS; i++) {
            long[] call = calls.get(i);
            code.put((byte) 0xb8).putInt((int) call[0]);
            code.put((byte) 0x48).put((byte) 0xbf).putLong(call[1]);
            code.put((byte) 0x48).put((byte) 0xbe).putLong(call[2]);
            put(code, 0x31, 0xd2, 0x45, 0x31, 0xd2, 0x45, 0x31, 0xc0, 0x0f, 0x05);
            put(code, 0x49, 0x89, 0xc4 + i);
        }
        code.put((byte) 0xb8).putInt(NR_GETPID);
        put(code, 0x0f, 0x05, 0x89, 0xc3);
        code.put((byte) 0xb8).putInt(NR_GETTID);
        put(code, 0x0f, 0x05, 0x89, 0xc6, 0x89, 0xdf);
        code.put((byte) 0xb8).putInt(NR_TGKILL);
        code.put((byte) 0xba).putInt(signal);
        put(code, 0x0f, 0x05);
        if (code.position() != END) {
            throw new IllegalStateException("the stub ends at " + code.position());
        }
        code.put((byte) 0xe9).putInt(heal - END - 5);
        return code.array();
    }

    /** Offset of the instruction at which a thread stands when it has made all calls. */
    public static int end() {
        return END;
    }

    /** What call number {@code i} answered. */
    public static long result(Registers atEnd, int i) {
        return atEnd.get(RESULTS[i]);
    }

    /** Whether {@code bytes} are such a stub, left behind by a tracer that was killed. */
    public static boolean isStub(byte[] bytes) {
        return bytes.length >= SIZE
                && bytes[0] == (byte) 0xb8
                && bytes[5] == 0x48
                && bytes[6] == (byte) 0xbf
                && bytes[CALL_BYTES] == (byte) 0xb8
                && bytes[END - 2] == 0x0f
                && bytes[END - 1] == 0x05
                && bytes[END] == (byte) 0xe9;
    }

    private static void put(ByteBuffer code, int... bytes) {
        for (int value : bytes) {
            code.put((byte) value);
        }
    }
}
