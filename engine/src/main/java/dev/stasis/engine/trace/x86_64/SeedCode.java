package dev.stasis.engine.trace.x86_64;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Machine code of the seed process from which restored tasks are cloned, and of the moment between clone and exec in which
 * it is born.
 */
public final class SeedCode {
    /** Where the seed's program lies; below any usual mapping and unmapped in every task cloned from it. */
    public static final long ADDRESS = 0x10000;

    private static final int HEADERS = 64 + 56;
    /** Offset of {@code syscall; int3} within the program. */
    private static final int CALL = 0x2d;

    /*
     * prctl(PR_SET_PDEATHSIG, SIGKILL); nanosleep({10, 0}); exit_group(1); call: syscall; int3
     * A seed that nobody takes over ends by itself.
     */
    private static final byte[] PROGRAM = HexFormat.of()
            .parseHex("b89d000000bf01000000be090000000f05b823000000488d3d1300000031f60f"
                    + "05b8e7000000bf010000000f050f05cc0a000000000000000000000000000000");

    /*
     * rdi = {u64 fd, "" , argv[2], envp[1]}: close_range(3, ~0, CLOSE_RANGE_CLOEXEC);
     * execveat(fd, "", argv, envp, AT_EMPTY_PATH); exit_group(errno)
     */
    private static final byte[] BIRTH = HexFormat.of()
            .parseHex("4889fbb8b4010000bf03000000beffffffffba040000000f05b842010000488b"
                    + "3b488d7308488d53104c8d532041b8001000000f05f7d889c7b8e70000000f05");

    private SeedCode() {}

    /** Address of {@code syscall; int3} in a running seed. */
    public static long callAddress() {
        return ADDRESS + HEADERS + CALL;
    }

    /** Code for the child of a vfork-like clone; see {@link #birthArgument}. */
    public static byte[] birth() {
        return BIRTH.clone();
    }

    /** The argument of {@link #birth}, to be placed at {@code address}. */
    public static byte[] birthArgument(long address, int seedFd) {
        ByteBuffer argument = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        argument.putLong(seedFd).putLong(0);
        argument.putLong(address + 48).putLong(0);
        argument.putLong(0).putLong(0);
        argument.put("stasis-seed".getBytes(StandardCharsets.US_ASCII));
        return argument.array();
    }

    /** A complete static ELF program of one segment. */
    public static byte[] elf() {
        return elf(PROGRAM);
    }

    /** The same of any machine code that needs no data beside its stack. */
    public static byte[] elf(byte[] program) {
        int size = HEADERS + program.length;
        ByteBuffer elf = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        elf.putShort((short) 2).putShort((short) 62).putInt(1); // ET_EXEC, EM_X86_64
        elf.putLong(ADDRESS + HEADERS).putLong(64).putLong(0);
        elf.putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) 1);
        elf.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        elf.putInt(1).putInt(5); // PT_LOAD, read and execute
        elf.putLong(0)
                .putLong(ADDRESS)
                .putLong(ADDRESS)
                .putLong(size)
                .putLong(size)
                .putLong(4096);
        elf.put(program);
        return elf.array();
    }
}
