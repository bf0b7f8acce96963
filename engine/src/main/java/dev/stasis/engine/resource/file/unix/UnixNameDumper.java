package dev.stasis.engine.resource.file.unix;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.netlink.UnixSocketInfo;
import dev.stasis.engine.resource.file.FileStat;
import dev.stasis.engine.resource.file.OpenFile;
import java.util.Optional;

/** Finds the file of a bound socket: SIOCUNIXFILE opens it, whatever its path leads to by now. */
final class UnixNameDumper {
    private final Linux linux;
    private final OpenFile file;

    UnixNameDumper(Linux linux, OpenFile file) {
        this.linux = linux;
        this.file = file;
    }

    UnixName read(UnixSocketInfo info) {
        UnixName name = new UnixName(info.name(), Optional.empty(), Optional.empty(), false);
        if (!name.inFileSystem()) {
            return name;
        }
        try (Fd node = linux.files()
                .adopt(linux.files().ioctl(file.copy(), Socket.SIOCUNIXFILE, 0), "ioctl(SIOCUNIXFILE)", describe())) {
            FileStat stat = FileStat.of(linux.files(), node);
            UnixName.Node rights = new UnixName.Node(stat.mode(), stat.uid(), stat.gid());
            Optional<String> directory = name.cut().startsWith("/") ? Optional.empty() : directory(name.cut(), node);
            UnixName whole = new UnixName(info.name(), directory, Optional.of(rights), false);
            boolean there = FileStat.at(linux.paths(), whole.absolute())
                    .filter(stat::sameFile)
                    .isPresent();
            return there ? whole : new UnixName(info.name(), directory, Optional.of(rights), true);
        }
    }

    /** Where a relative path was bound: what precedes it in the file's path, or the working directory of the holder. */
    private Optional<String> directory(String name, Fd node) {
        String path = link("/proc/self/fd/" + node.number());
        String deleted = " (deleted)";
        String plain = path.endsWith(deleted) ? path.substring(0, path.length() - deleted.length()) : path;
        if (plain.endsWith("/" + name)) {
            String directory = plain.substring(0, plain.length() - name.length() - 1);
            return Optional.of(directory.isEmpty() ? "/" : directory);
        }
        String working = link("/proc/" + file.pid() + "/cwd");
        FileStat stat = FileStat.of(linux.files(), node);
        if (FileStat.at(linux.paths(), working + "/" + name)
                .filter(stat::sameFile)
                .isPresent()) {
            return Optional.of(working);
        }
        throw new Unsupported("cannot save " + describe() + ": it was bound to the relative path " + name
                + " in a directory that can no longer be told; bind it to an absolute path");
    }

    private String link(String path) {
        StringBuilder target = new StringBuilder();
        linux.files().tryReadLink(path, target).orThrow("readlink", path);
        return target.toString();
    }

    private String describe() {
        return file.describe();
    }
}
