package dev.stasis.engine.pages.dedup;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.image.compress.CompressedPages;
import dev.stasis.image.pages.FileRanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A pages file open for punching, on a file system that can. */
final class PunchableFile implements AutoCloseable {
    private static final long PAGE = 4096;

    private final Linux linux;
    private final Path path;
    private final Fd file;

    private PunchableFile(Linux linux, Path path, Fd file) {
        this.linux = linux;
        this.path = path;
        this.file = file;
    }

    /** Opens the file and asks the file system by a hole behind the end of the file, which changes nothing. */
    static PunchableFile open(Linux linux, Path path) {
        if (CompressedPages.isOnlyFormOf(path)) {
            throw new Unsupported("cannot give up pages of " + path
                    + ": they are compressed, and a compressed file has no"
                    + " pages to punch out; make the set plain first: images convert --to plain " + path.getParent());
        }
        Result opened = linux.files().tryOpen(path.toString(), Fcntl.O_RDWR, 0);
        if (!opened.ok()) {
            throw new BadRequest("cannot give up pages of " + path + ": it cannot be opened for writing ("
                    + Errno.describe(opened.errno()) + "); make it writable, or leave its pages where they are");
        }
        Fd file = linux.files().adopt(opened, "open", path.toString());
        PunchableFile punchable = new PunchableFile(linux, path, file);
        file.madeWhole(ignored -> punchable.probe());
        return punchable;
    }

    private void probe() {
        long end = (size(path) + PAGE - 1) & -PAGE;
        Result punched = linux.files().punchHole(file, end, PAGE);
        if (punched.failedWith(Errno.ENOTSUP) || punched.failedWith(Errno.ENOSYS)) {
            throw new Unsupported("cannot give up pages of " + path + ": its file system (" + fileSystem(path)
                    + ") cannot punch holes into files; move the image sets to ext4, xfs, btrfs or tmpfs");
        }
        punched.orThrow("fallocate(PUNCH_HOLE)", path.toString());
    }

    /** Gives the ranges back. */
    void punch(FileRanges ranges) {
        for (int range = 0; range < ranges.size(); range++) {
            Result punched = linux.files().punchHole(file, ranges.offset(range), ranges.length(range));
            if (!punched.ok()) {
                throw new KernelRefused("fallocate(PUNCH_HOLE)", path.toString(), punched.errno());
            }
        }
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    private static String fileSystem(Path path) {
        try {
            return Files.getFileStore(path).type();
        } catch (IOException unknown) {
            return "of a kind that it does not tell";
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
