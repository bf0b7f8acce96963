package dev.stasis.engine.resource.file.unix;

import java.util.Optional;

/**
 * What a unix socket is bound to.
 *
 * @param path sun_path, bytes as ISO-8859-1 characters: a path with its final NUL, an abstract name with its leading one;
 *     empty for none
 * @param directory in which a relative path was bound
 * @param node of the file; empty without one
 * @param deleted the path leads to this socket no more
 */
public record UnixName(String path, Optional<String> directory, Optional<Node> node, boolean deleted) {
    public static final UnixName NONE = new UnixName("", Optional.empty(), Optional.empty(), false);

    /**
     * Rights of a socket's file.
     *
     * @param mode with S_IFSOCK
     */
    public record Node(int mode, int uid, int gid) {}

    public boolean none() {
        return path.isEmpty();
    }

    public boolean inFileSystem() {
        return !path.isEmpty() && path.charAt(0) != 0;
    }

    /** Without the final NUL; as a person reads it. */
    public String text() {
        return inFileSystem() ? cut() : "@" + path.substring(Math.min(1, path.length()));
    }

    /** The path from the root, if the name is one. */
    public String absolute() {
        String relative = cut();
        return directory.map(parent -> parent + "/" + relative).orElse(relative);
    }

    /** Of a path, the characters before the final NUL. */
    public String cut() {
        int end = path.indexOf(0);
        return end < 0 ? path : path.substring(0, end);
    }
}
