package dev.stasis.engine.resource.file.regular;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.request.FileValidation;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileStat;
import dev.stasis.engine.resource.file.InheritedFiles;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the files of an image set are still what they were, asked before any process is made. */
final class Preflight {
    private final FileRestore restore;
    private final Set<String> seen = new HashSet<>();

    Preflight(FileRestore restore) {
        this.restore = restore;
    }

    void check(List<FileRestore.Identified<RegularFile>> files) {
        files.forEach(file -> check(file.record()));
    }

    private void check(RegularFile file) {
        file.remap()
                .filter(Remap.Linked.class::isInstance)
                .map(Remap.Linked.class::cast)
                .ifPresent(link -> requireTemporary(file, link));
        if (file.external() && !InheritedFiles.has(restore, file.path())) {
            throw RegularFileRestorer.notBrought(file);
        }
        // Files of /proc/PID come with their processes, slaves of pseudo terminals with their masters.
        boolean later = file.remap().isPresent()
                || file.external()
                || file.path().startsWith("/proc/")
                || file.path().startsWith("/dev/pts/");
        if (!later && !InheritedFiles.has(restore, file.path().substring(1)) && seen.add(key(file))) {
            compare(file);
        }
    }

    /** The restore takes that name away in the end: never one that a dump did not give. */
    private void requireTemporary(RegularFile file, Remap.Linked link) {
        String name = restore.record(link.id(), RegularFile.class).path();
        if (!LinkRemaps.isTemporary(name)) {
            throw new ImageDamaged("remap-fpath.img says that " + file.path() + " has the temporary name " + name
                    + ", which is no name that a dump gives (link_remap.N); copy the image set again, or dump again");
        }
    }

    private static String key(RegularFile file) {
        return file.path() + file.mode() + file.size() + file.buildId();
    }

    private void compare(RegularFile file) {
        FileStat now = now(file)
                .orElseThrow(() -> failure(file, "it does not exist any more", "put it back as it was at the dump"));
        if (file.mode().isPresent()) {
            compareMode(file, file.mode().getAsInt(), now);
        }
        if (file.size().isPresent() && file.size().getAsLong() != now.size()) {
            throw failure(
                    file,
                    "it is " + now.size() + " bytes now but was " + file.size().getAsLong() + " at the dump",
                    "put the old file back, or dump again");
        }
        if (file.buildId().isPresent() && restore.request().files().validation() == FileValidation.BUILD_ID) {
            compareBuildId(file, file.buildId().get());
        }
    }

    private Optional<FileStat> now(RegularFile file) {
        try (Arena arena = new Arena()) {
            Block raw = arena.allocate(FileStat.BYTES);
            Result found = file.is(Stat.S_IFLNK)
                    ? restore.linux().paths().tryLstat(file.path(), raw)
                    : restore.linux().paths().tryStat(file.path(), raw);
            return found.ok() ? Optional.of(FileStat.of(raw)) : Optional.empty();
        }
    }

    private void compareMode(RegularFile file, int then, FileStat now) {
        if ((then & Stat.S_IFMT) != now.type()) {
            throw failure(file, "it is another kind of file now than at the dump", "put the old file back");
        }
        if (restore.request().files().checkPermissions() && then != now.mode()) {
            throw failure(
                    file,
                    "its mode is " + octal(now.mode()) + " now but was " + octal(then) + " at the dump",
                    "give it back with chmod, or give --skip-file-rwx-check");
        }
    }

    private static String octal(int mode) {
        return "0" + Integer.toOctalString(mode & ~Stat.S_IFMT);
    }

    private void compareBuildId(RegularFile file, BuildId then) {
        Result opened = restore.linux().paths().tryOpen(file.path(), Fcntl.O_RDONLY | Fcntl.O_NONBLOCK, 0);
        if (!opened.ok()) {
            return;
        }
        try (Fd content = Fd.owning(restore.linux().files(), (int) opened.raw())) {
            Optional<BuildId> now = BuildIdReader.read(restore.linux().files(), content);
            if (now.isPresent() && !now.get().equals(then)) {
                throw failure(
                        file,
                        "it was built anew: its build id is " + now.get() + " now but was " + then + " at the dump",
                        "put the old file back, or give --file-validation filesize if you know what you do");
            }
        }
    }

    private static BadRequest failure(RegularFile file, String why, String remedy) {
        return new BadRequest("cannot restore " + file.path() + ", which the tree used: " + why + "; " + remedy);
    }
}
