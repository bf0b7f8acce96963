package dev.stasis.engine.resource.file.socket;

import dev.stasis.engine.resource.file.FileDump;
import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Which sockets the tree holds: a socket is known by its inode where other sockets refer to it. */
public final class TreeSockets {
    private static final String PREFIX = "socket:[";

    private final Map<Long, Integer> ids = new HashMap<>();

    private TreeSockets() {}

    /** Of the tree of this dump; looked up once. */
    public static TreeSockets of(FileDump dump) {
        return dump.shared(TreeSockets.class, () -> scan(dump));
    }

    public boolean has(long inode) {
        return ids.containsKey(inode);
    }

    /** File id of a socket that the tree holds. */
    public OptionalInt idOf(long inode) {
        Integer id = ids.get(inode);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** Inode of "socket:[4711]". */
    public static long inode(String link) {
        return Long.parseLong(link.substring(PREFIX.length(), link.length() - 1));
    }

    private static TreeSockets scan(FileDump dump) {
        TreeSockets sockets = new TreeSockets();
        for (String process : numbers("/proc")) {
            int pid = Integer.parseInt(process);
            if (dump.inTree(pid)) {
                for (String number : numbers("/proc/" + pid + "/fd")) {
                    dump.idOf(pid, Integer.parseInt(number))
                            .ifPresent(id -> sockets.add(dump, "/proc/" + pid + "/fd/" + number, id));
                }
            }
        }
        return sockets;
    }

    private void add(FileDump dump, String path, int id) {
        StringBuilder link = new StringBuilder();
        if (dump.linux().files().tryReadLink(path, link).ok() && link.indexOf(PREFIX) == 0) {
            ids.put(inode(link.toString()), id);
        }
    }

    private static String[] numbers(String directory) {
        String[] names = new File(directory).list((parent, name) -> Character.isDigit(name.charAt(0)));
        return names == null ? new String[0] : names;
    }
}
