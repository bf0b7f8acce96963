package dev.stasis.engine.pages.track;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.io.File;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * The two descriptors that a tracker has in a process.
 *
 * @param markNumber of the memfd
 */
public record TrackerDescriptors(int markNumber, TrackerMark mark) {
    private static final String USERFAULTFD = "anon_inode:[userfaultfd]";

    /** Whether the text of a link in /proc/PID/fd is that of the memfd. */
    public static boolean isMark(String link) {
        return link.equals(TrackerMark.LINK);
    }

    /** Those of a process; empty if it has none. They may be inherited: {@link #tracks}. */
    public static Optional<TrackerDescriptors> find(Linux linux, int pid, Fd pidfd) {
        for (int number : highestFirst(pid)) {
            if (link(linux, pid, number).equals(TrackerMark.LINK)) {
                return at(linux, pid, pidfd, number);
            }
        }
        return Optional.empty();
    }

    /** Those of a process whose memfd has that number; empty if it says nothing sensible. */
    public static Optional<TrackerDescriptors> at(Linux linux, int pid, Fd pidfd, int markNumber) {
        Result copied = linux.processes().pidfdGetfd(pidfd.number(), markNumber);
        if (!copied.ok()) {
            return Optional.empty();
        }
        try (Fd file = linux.files().adopt(copied, "pidfd_getfd", "");
                Arena arena = new Arena()) {
            Block bytes = arena.allocate(TrackerMark.BYTES);
            linux.files().pread(file, bytes, 0);
            return TrackerMark.parse(bytes.getBytes(0, TrackerMark.BYTES))
                    .filter(mark -> link(linux, pid, mark.descriptor()).equals(USERFAULTFD))
                    .map(mark -> new TrackerDescriptors(markNumber, mark));
        }
    }

    public int userfaultNumber() {
        return mark.descriptor();
    }

    /** Whether they track that very process, and not one from which it has inherited them. */
    boolean tracks(int pid, long startTime) {
        return mark.pid() == pid && mark.startTime() == startTime;
    }

    /** They were put as high as the process may have them. */
    private static int[] highestFirst(int pid) {
        String[] names = new File("/proc/" + pid + "/fd").list();
        return names == null
                ? new int[0]
                : Arrays.stream(names)
                        .map(Integer::valueOf)
                        .sorted(Comparator.reverseOrder())
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    private static String link(Linux linux, int pid, int number) {
        StringBuilder text = new StringBuilder();
        return linux.files().tryReadLink("/proc/" + pid + "/fd/" + number, text).ok() ? text.toString() : "";
    }
}
