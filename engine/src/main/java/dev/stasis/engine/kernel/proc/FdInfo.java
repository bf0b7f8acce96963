package dev.stasis.engine.kernel.proc;

import java.util.ArrayList;
import java.util.List;

/**
 * A file of /proc/PID/fdinfo (man 5 proc_pid_fdinfo).
 *
 * @param position in bytes
 * @param flags of the open file description and of the descriptor, as in fcntl.h: O_CLOEXEC among them
 * @param mountId of the mount it was opened on
 * @param details the further lines as they stand, what a kind of file adds ("eventfd-count:                1")
 */
public record FdInfo(long position, int flags, int mountId, List<String> details) {
    private static final int O_CLOEXEC = 02000000;

    public FdInfo {
        details = List.copyOf(details);
    }

    /** Parses the whole text; lines that are not there count as 0. */
    public static FdInfo parse(String text) {
        long position = 0;
        int flags = 0;
        int mountId = 0;
        List<String> details = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            switch (colon < 0 ? "" : line.substring(0, colon)) {
                case "pos" -> position = Long.parseLong(value(line, colon));
                case "flags" -> flags = Integer.parseUnsignedInt(value(line, colon), 8);
                case "mnt_id" -> mountId = Integer.parseInt(value(line, colon));
                default -> {
                    if (!line.isEmpty()) {
                        details.add(line);
                    }
                }
            }
        }
        return new FdInfo(position, flags, mountId, details);
    }

    /** The flags of the open file description alone. */
    public int statusFlags() {
        return flags & ~O_CLOEXEC;
    }

    public boolean closeOnExec() {
        return (flags & O_CLOEXEC) != 0;
    }

    private static String value(String line, int colon) {
        return line.substring(colon + 1).trim();
    }
}
