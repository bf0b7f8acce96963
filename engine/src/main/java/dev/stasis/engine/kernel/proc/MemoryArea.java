package dev.stasis.engine.kernel.proc;

/**
 * An entry of /proc/PID/smaps.
 *
 * @param start first address
 * @param end first address behind it
 * @param protection PROT_READ, PROT_WRITE, PROT_EXEC of sys/mman.h
 * @param shared whether writes go to what is behind it: the kernel's VM_MAYSHARE, so also of a file opened for reading only
 * @param offset in bytes, into the file behind it
 * @param device of the file, as the kernel's 32-bit new_encode_dev that stat returns; 0 for none
 * @param inode of the file; 0 for none
 * @param name path of the file as the process's namespace shows it, or a name in brackets; empty for none. Bytes as
 *     ISO-8859-1 characters, a line end in it as {@code \012}
 * @param flags two letters each, as on the line VmFlags (man 5 proc)
 * @param protectionKey of pkey_mprotect(2)
 */
public record MemoryArea(
        long start,
        long end,
        int protection,
        boolean shared,
        long offset,
        long device,
        long inode,
        String name,
        String flags,
        int protectionKey) {
    /** Whether the kernel has set the flag with these two letters. */
    public boolean has(String letters) {
        for (int at = flags.indexOf(letters); at >= 0; at = flags.indexOf(letters, at + 1)) {
            if (at % 3 == 0) {
                return true;
            }
        }
        return false;
    }

    /** "0x1000-0x2000". */
    public String range() {
        return "0x" + Long.toHexString(start) + "-0x" + Long.toHexString(end);
    }
}
