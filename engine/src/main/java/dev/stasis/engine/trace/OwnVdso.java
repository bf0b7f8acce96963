package dev.stasis.engine.trace;

import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.proc.ProcFile;
import java.util.Arrays;

/**
 * The last page of this process's vDSO: that of every process on this kernel, up to its trailing zeros, where stubs go. What
 * stands there in another process is the stub of a tracer that was killed, of whatever version it was.
 */
final class OwnVdso {
    private static final int PAGE = 4096;
    private static final byte[] LAST_PAGE = lastPage();
    private static final int ZEROS = trailingZeros(LAST_PAGE);

    private OwnVdso() {}

    /** Bytes at its end in which the kernel has no code. */
    static int zeros() {
        return ZEROS;
    }

    /** Whether {@code address}, in another process, is among those bytes. */
    static boolean isAmongZeros(RemoteMemory memory, RemoteAddress address) {
        long offset = address.value() & (PAGE - 1);
        if (offset < PAGE - ZEROS) {
            return false;
        }
        int code = PAGE - ZEROS;
        byte[] found = memory.read(new RemoteAddress(address.value() - offset), code);
        return Arrays.equals(found, Arrays.copyOf(LAST_PAGE, code));
    }

    private static byte[] lastPage() {
        for (String line : ProcFile.read("/proc/self/maps").split("\n", -1)) {
            if (line.endsWith("[vdso]")) {
                long end = Long.parseUnsignedLong(line.substring(line.indexOf('-') + 1, line.indexOf(' ')), 16);
                return Block.at(end - PAGE, PAGE).getBytes(0, PAGE);
            }
        }
        return new byte[0]; // then no other is known either
    }

    private static int trailingZeros(byte[] page) {
        int zeros = 0;
        while (zeros < page.length && page[page.length - 1 - zeros] == 0) {
            zeros++;
        }
        return zeros;
    }
}
