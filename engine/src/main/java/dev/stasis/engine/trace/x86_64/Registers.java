package dev.stasis.engine.trace.x86_64;

import dev.stasis.engine.kernel.call.Block;
import java.util.Arrays;

/**
 * The general registers of a thread in the order of struct user_regs_struct (asm/user_64.h): an immutable value of 27
 * words.
 */
public final class Registers {
    public static final int R15 = 0;
    public static final int R14 = 1;
    public static final int R13 = 2;
    public static final int R12 = 3;
    public static final int RBP = 4;
    public static final int RBX = 5;
    public static final int R11 = 6;
    public static final int R10 = 7;
    public static final int R9 = 8;
    public static final int R8 = 9;
    public static final int RAX = 10;
    public static final int RCX = 11;
    public static final int RDX = 12;
    public static final int RSI = 13;
    public static final int RDI = 14;
    public static final int ORIG_RAX = 15;
    public static final int RIP = 16;
    public static final int CS = 17;
    public static final int EFLAGS = 18;
    public static final int RSP = 19;
    public static final int SS = 20;
    public static final int FS_BASE = 21;
    public static final int GS_BASE = 22;
    public static final int DS = 23;
    public static final int ES = 24;
    public static final int FS = 25;
    public static final int GS = 26;
    public static final int COUNT = 27;
    /** Size of struct user_regs_struct in bytes; a 32-bit task answers 68. */
    public static final int BYTES = COUNT * 8;

    private static final int ERESTARTSYS = -512;
    private static final int ERESTARTNOHAND = -514;
    private static final int ERESTART_RESTARTBLOCK = -516;
    private static final int EINTR = 4;
    private static final int NR_RESTART_SYSCALL = 219;
    private static final int SYSCALL_INSTRUCTION_LENGTH = 2;

    private final long[] words;

    private Registers(long[] words) {
        this.words = words;
    }

    /** Takes a copy of 27 words in kernel order. */
    public static Registers of(long... words) {
        if (words.length != COUNT) {
            throw new IllegalArgumentException(words.length + " words instead of " + COUNT);
        }
        return new Registers(words.clone());
    }

    public static Registers readFrom(Block block) {
        long[] words = new long[COUNT];
        for (int i = 0; i < COUNT; i++) {
            words[i] = block.getLong(i * 8L);
        }
        return new Registers(words);
    }

    public void writeTo(Block block) {
        for (int i = 0; i < COUNT; i++) {
            block.putLong(i * 8L, words[i]);
        }
    }

    public long get(int register) {
        return words[register];
    }

    public Registers with(int register, long value) {
        long[] changed = words.clone();
        changed[register] = value;
        return new Registers(changed);
    }

    /** A copy set up to make a system call when it runs on the {@code syscall} instruction at {@code site}. */
    public Registers calling(long site, long nr, long[] arguments) {
        long[] changed = words.clone();
        changed[RIP] = site;
        changed[RAX] = nr;
        changed[ORIG_RAX] = -1;
        int[] order = {RDI, RSI, RDX, R10, R8, R9};
        for (int i = 0; i < order.length; i++) {
            changed[order[i]] = i < arguments.length ? arguments[i] : 0;
        }
        return new Registers(changed);
    }

    /**
     * What the thread shall go on with when it lives on here: an interrupted system call is made again, a sleeping one is
     * resumed by restart_syscall. Setting registers by ptrace takes the kernel's own restart away, so it is done by hand.
     */
    public Registers resumingHere() {
        return interrupted(false);
    }

    /** As {@link #resumingHere}, but for an image: a sleep in progress answers EINTR, for no restart block survives. */
    public Registers resumingElsewhere() {
        return interrupted(true);
    }

    private Registers interrupted(boolean elsewhere) {
        long[] changed = words.clone();
        if (words[ORIG_RAX] >= 0) {
            long result = words[RAX];
            if (result >= ERESTARTNOHAND && result <= ERESTARTSYS) {
                changed[RAX] = words[ORIG_RAX];
                changed[RIP] -= SYSCALL_INSTRUCTION_LENGTH;
            } else if (result == ERESTART_RESTARTBLOCK) {
                changed[RAX] = elsewhere ? -EINTR : NR_RESTART_SYSCALL;
                changed[RIP] -= elsewhere ? 0 : SYSCALL_INSTRUCTION_LENGTH;
            }
        }
        if (!elsewhere) {
            changed[ORIG_RAX] = -1;
        }
        return new Registers(changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Registers that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        return "Registers[rip=0x" + Long.toHexString(words[RIP]) + " rsp=0x" + Long.toHexString(words[RSP]) + " rax=0x"
                + Long.toHexString(words[RAX]) + "]";
    }
}
