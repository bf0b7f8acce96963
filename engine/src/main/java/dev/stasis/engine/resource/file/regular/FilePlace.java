package dev.stasis.engine.resource.file.regular;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.api.request.External;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileStat;
import dev.stasis.engine.resource.file.ghost.GhostDumper;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a file can be found again.
 *
 * @param path without " (deleted)"
 * @param external it is one that the restore's caller brings along
 */
record FilePlace(String path, boolean external, Optional<Remap> remap) {
    private static final String DELETED = " (deleted)";
    private static final Pattern OF_PROCESS = Pattern.compile("/proc/(\\d+)(/.*)?");

    static FilePlace of(FoundFile file, FileDump dump) {
        Optional<String> external = external(file, dump);
        if (external.isPresent()) {
            return new FilePlace(external.get(), true, Optional.empty());
        }
        String link = file.link();
        if (leadsTo(file, link, dump)) {
            return new FilePlace(link, false, Optional.empty());
        }
        if (!link.endsWith(DELETED)) {
            throw astray(file, link);
        }
        String path = link.substring(0, link.length() - DELETED.length());
        Matcher process = OF_PROCESS.matcher(path);
        if (process.matches()) {
            throw new Unsupported("cannot dump " + file.who() + ": it belongs to process " + process.group(1)
                    + ", which is gone, and such files cannot be restored; close it first");
        }
        if (file.stat().links() > 0) {
            return leadsTo(file, path, dump)
                    ? new FilePlace(path, false, Optional.empty())
                    : new FilePlace(path, false, Optional.of(LinkRemaps.of(dump).link(file, path, dump)));
        }
        Remap ghost = new Remap.Deleted(GhostDumper.of(dump).dump(dump, file.way(), file.stat(), file.who()));
        return new FilePlace(path, false, Optional.of(ghost));
    }

    private static boolean leadsTo(FoundFile file, String path, FileDump dump) {
        return FileStat.at(dump.linux().paths(), path)
                        .filter(file.stat()::sameFile)
                        .isPresent()
                || isSymbolicLink(file);
    }

    /** Opened with O_PATH and O_NOFOLLOW: following its path would lead past it. */
    private static boolean isSymbolicLink(FoundFile file) {
        return file.stat().is(Stat.S_IFLNK) && !file.link().endsWith(DELETED);
    }

    private static Unsupported astray(FoundFile file, String path) {
        return new Unsupported("cannot dump " + file.who() + ": " + path
                + " leads to another file or nowhere from here; something is mounted over it, or the process sees"
                + " other mounts: unmount that or close the file first");
    }

    /** {@code --external file[MNT:INODE]}, both hexadecimal. */
    private static Optional<String> external(FoundFile file, FileDump dump) {
        if (dump.request().externals().isEmpty()) {
            return Optional.empty();
        }
        String key = Integer.toHexString(file.mountId()) + ":"
                + Long.toHexString(file.stat().inode());
        return dump.request().externals().stream()
                .filter(external ->
                        external.type().equals("file") && external.id().equals(key))
                .map(External::key)
                .findFirst();
    }
}
