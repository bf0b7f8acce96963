package dev.stasis.engine.resource.file.unix;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.PathCalls;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.netlink.UnixSockets;
import dev.stasis.engine.resource.file.FileStat;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Binds sockets to their old names. A file that an ended program left at the path is replaced; one of a socket that
 * lives, or that is no socket, is not. A name that was deleted is bound and deleted again, and where another file
 * has it now, bound out of everyone's sight.
 */
final class UnixBinder {
    private static final int PERMISSIONS = 07777;

    private final Linux linux;
    private final PathCalls paths;

    UnixBinder(Linux linux) {
        this.linux = linux;
        this.paths = linux.paths();
    }

    /**
     * Binds {@code socket}.
     *
     * @param subject names it in errors
     */
    UnixReach bind(Fd socket, UnixName name, String subject) {
        if (!name.inFileSystem()) {
            bindAddress(socket, name, subject);
            return new UnixReach(name.path(), null);
        }
        return name.deleted() ? bindAndDelete(socket, name, subject) : bindAfresh(socket, name, subject);
    }

    private UnixReach bindAfresh(Fd socket, UnixName name, String subject) {
        removeStale(name.absolute(), subject);
        return bindNode(socket, name, subject);
    }

    private UnixReach bindAndDelete(Fd socket, UnixName name, String subject) {
        String path = name.absolute();
        if (FileStat.at(paths, path).isPresent()) {
            return EmptyDirectory.in(linux, parent(path), () -> bindNode(socket, name, subject));
        }
        Deque<String> made = makeParents(path);
        try {
            UnixReach reach = bindNode(socket, name, subject);
            paths.tryUnlink(path).orThrow("unlink", path);
            return reach;
        } finally {
            made.forEach(paths::tryRmdir);
        }
    }

    private UnixReach bindNode(Fd socket, UnixName name, String subject) {
        bindAddress(socket, name, subject);
        name.node().ifPresent(node -> setRights(name.absolute(), node));
        return new UnixReach(name.path(), node(name.absolute()));
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(1, path.lastIndexOf('/')));
    }

    /** The directories it had to make, the innermost first. */
    private Deque<String> makeParents(String path) {
        Deque<String> made = new ArrayDeque<>();
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            String parent = path.substring(0, slash);
            if (paths.tryMkdir(parent, 0700).ok()) {
                made.push(parent);
            }
        }
        return made;
    }

    private void removeStale(String path, String subject) {
        Optional<FileStat> there = FileStat.at(paths, path);
        if (there.isEmpty()) {
            return;
        }
        if (!there.get().is(Stat.S_IFSOCK)) {
            throw new Unsupported("cannot restore " + subject + ": " + path
                    + " is there and is no socket; move it away and restore again");
        }
        long inode = there.get().inode();
        if (UnixSockets.read(linux).all().stream().anyMatch(socket -> socket.nodeInode() == (inode & 0xffffffffL))) {
            throw new Unsupported("cannot restore " + subject + ": a running program is bound to " + path
                    + "; end it and restore again");
        }
        paths.tryUnlink(path).orThrow("unlink", path);
    }

    private void bindAddress(Fd socket, UnixName name, String subject) {
        if (name.directory().isPresent()) {
            WorkingDirectory.in(linux, name.directory().get(), () -> bindHere(socket, name.path(), subject));
        } else {
            bindHere(socket, name.path(), subject);
        }
    }

    private long bindHere(Fd socket, String path, String subject) {
        try (Arena arena = new Arena()) {
            Block address = UnixReach.address(arena, path);
            return linux.sockets().bind(socket, address).orThrow("bind", subject);
        }
    }

    private void setRights(String path, UnixName.Node node) {
        paths.tryChmod(path, node.mode() & PERMISSIONS).orThrow("chmod", path);
        paths.tryLchown(path, node.uid(), node.gid()).orThrow("chown", path);
    }

    private Fd node(String path) {
        return paths.open(path, Fcntl.O_PATH | Fcntl.O_NOFOLLOW, 0);
    }
}
