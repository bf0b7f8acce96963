package dev.stasis.engine.resource.file.regular;

import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileRestore;

/** The kind of files with a path, and those that are held without a descriptor. */
public final class RegularFiles {
    public static final FileKind<RegularFile> KIND = new FileKind<>(
            "file", RegularFile.class, new RegularFileDumper(), new RegularFileRestorer(), new RegularFileImage());

    private RegularFiles() {}

    /** The id of the file behind the mapping {@code start}-{@code end} of a process: the same for the same file. */
    public static int idForMapping(FileDump dump, int pid, long start, long end) {
        String range = Long.toHexString(start) + "-" + Long.toHexString(end);
        return HeldFiles.of(dump)
                .id(dump, "/proc/" + pid + "/map_files/" + range, "mapping " + range + " of process " + pid);
    }

    public static int idForExecutable(FileDump dump, int pid) {
        return HeldFiles.of(dump).id(dump, "/proc/" + pid + "/exe", "the executable of process " + pid);
    }

    /** The id of a directory of a process: {@code cwd} or {@code root}. */
    public static int idForPath(FileDump dump, int pid, String link) {
        return HeldFiles.of(dump).id(dump, "/proc/" + pid + "/" + link, link + " of process " + pid);
    }

    /** Opens a file with other flags than its own. */
    public static Fd open(FileRestore restore, RegularFile file, int flags) {
        return RegularFileRestorer.open(file, flags, restore);
    }

    /**
     * Checks that all files of the set are there and what they were: kind, mode, size, build id.
     *
     * @throws dev.stasis.engine.api.error.BadRequest naming the first that is not, and what can be done
     */
    public static void preflight(FileRestore restore) {
        new Preflight(restore).check(restore.all(RegularFile.class));
    }

    /** Takes away the temporary names that a dump with {@code --link-remap} gave. Requires: the restore succeeded. */
    public static void removeTemporaryNames(FileRestore restore) {
        for (FileRestore.Identified<RegularFile> file : restore.all(RegularFile.class)) {
            file.record()
                    .remap()
                    .filter(Remap.Linked.class::isInstance)
                    .map(Remap.Linked.class::cast)
                    .ifPresent(link -> restore.linux()
                            .paths()
                            .tryUnlink(
                                    restore.record(link.id(), RegularFile.class).path()));
        }
    }
}
