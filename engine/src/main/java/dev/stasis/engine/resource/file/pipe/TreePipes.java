package dev.stasis.engine.resource.file.pipe;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileStat;
import dev.stasis.engine.resource.file.OpenFile;
import java.io.File;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Which ends of which pipes the processes of a tree hold. */
final class TreePipes {
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int POLLERR = 8;
    private static final int POLLHUP = 16;
    private static final int MAY_READ = 0400;
    private static final int MAY_WRITE = 0200;

    private final Set<String> readable = new HashSet<>();
    private final Set<String> writable = new HashSet<>();

    private TreePipes(FileDump dump) {
        for (String pid : numbers("/proc")) {
            if (dump.inTree(Integer.parseInt(pid))) {
                scan(dump, "/proc/" + pid + "/fd");
            }
        }
    }

    /** Whether somebody holds the other end, but nobody of the tree does. */
    static boolean otherEndIsOutside(OpenFile file, PipeEnd end, FileDump dump) {
        if ((end.reads() && end.writes()) || isClosed(file.copy(), dump)) {
            return false;
        }
        TreePipes pipes = dump.shared(TreePipes.class, () -> new TreePipes(dump));
        return !(end.reads() ? pipes.writable : pipes.readable).contains(file.link());
    }

    /** poll(2) says POLLHUP of a pipe without writers, POLLERR of one without readers. */
    private static boolean isClosed(Fd end, FileDump dump) {
        try (Arena arena = new Arena()) {
            Block poll = arena.allocate(8).putInt(0, end.number());
            dump.linux().raw().call(Nr.POLL, poll.address(), 1, 0);
            return (poll.getShort(6) & (POLLERR | POLLHUP)) != 0;
        }
    }

    private void scan(FileDump dump, String directory) {
        try (Arena arena = new Arena()) {
            Block raw = arena.allocate(FileStat.BYTES);
            for (String number : numbers(directory)) {
                StringBuilder link = new StringBuilder();
                String path = directory + "/" + number;
                if (dump.linux().files().tryReadLink(path, link).ok()
                        && link.indexOf("pipe:[") == 0
                        && dump.linux().paths().tryLstat(path, raw).ok()) {
                    note(link.toString(), FileStat.of(raw).mode());
                }
            }
        }
    }

    /** The mode of the link tells how the file was opened. */
    private void note(String link, int mode) {
        if ((mode & MAY_READ) != 0) {
            readable.add(link);
        }
        if ((mode & MAY_WRITE) != 0) {
            writable.add(link);
        }
    }

    private static String[] numbers(String directory) {
        String[] names =
                new File(directory).list((parent, name) -> NUMBER.matcher(name).matches());
        return names == null ? new String[0] : names;
    }
}
