package dev.stasis.engine.resource.file.regular;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestorer;
import dev.stasis.engine.resource.file.FileStat;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Holder;
import dev.stasis.engine.resource.file.InheritedFiles;
import java.util.Optional;

/** Opens files by their path, or by what stands for it, at their position. */
final class RegularFileRestorer implements FileRestorer<RegularFile> {
    /** Only of the moment of opening; O_ASYNC takes effect by fcntl(2) alone. */
    private static final int MOMENTARY = Fcntl.O_CREAT | Fcntl.O_EXCL | Fcntl.O_TRUNC | Fcntl.FASYNC;

    @Override
    public Fd open(RegularFile file, FileRestore restore) {
        Optional<Fd> inherited = inherited(file, restore);
        if (inherited.isPresent()) {
            return inherited.get();
        }
        Fd opened = open(file, file.flags(), restore);
        try {
            seek(file, opened, restore);
            return opened;
        } catch (RuntimeException failure) {
            opened.close();
            throw failure;
        }
    }

    /** Opens it with other flags than its own: a mapping needs its own access mode. */
    static Fd open(RegularFile file, int flags, FileRestore restore) {
        String way = RemappedFiles.way(file, restore);
        int adapted = adapted(flags, !way.equals(file.path()));
        refuseToWait(file, way, adapted, restore);
        Result result = restore.linux().paths().tryOpen(way, adapted | Fcntl.O_NOCTTY, 0);
        if (result.failedWith(Errno.ENOENT)) {
            throw new BadRequest("cannot restore " + file.path() + ", which was open in the tree: it does not exist any"
                    + " more; put it back as it was at the dump");
        }
        return restore.linux().files().adopt(result, "open", file.path());
    }

    /** A FIFO without its other end would keep us waiting; those of fifo.img are held open for both directions. */
    private static void refuseToWait(RegularFile file, String way, int flags, FileRestore restore) {
        boolean waits = (flags & (Fcntl.O_PATH | Fcntl.O_NONBLOCK)) == 0 && (flags & Fcntl.O_ACCMODE) != Fcntl.O_RDWR;
        if (waits
                && FileStat.at(restore.linux().paths(), way)
                        .filter(stat -> stat.is(Stat.S_IFIFO))
                        .isPresent()) {
            throw new BadRequest(
                    "cannot restore " + file.path() + ", which the tree used: it is a FIFO, where another kind"
                            + " of file is needed; put the old file back, or dump again");
        }
    }

    private static int adapted(int flags, boolean byLink) {
        int adapted = flags & ~MOMENTARY;
        if ((adapted & Fcntl.O_TMPFILE) == Fcntl.O_TMPFILE) {
            // O_TMPFILE includes O_DIRECTORY, which the file itself is not.
            adapted &= ~Fcntl.O_TMPFILE;
        }
        return byLink ? adapted & ~Fcntl.O_NOFOLLOW : adapted;
    }

    private static void seek(RegularFile file, Fd opened, FileRestore restore) {
        if (file.position() == RegularFile.NO_POSITION || (file.flags() & Fcntl.O_PATH) != 0) {
            return;
        }
        Result at = restore.linux().files().lseek(opened, file.position(), Fcntl.SEEK_SET);
        if (!(file.position() == 0 && at.failedWith(Errno.ESPIPE))) {
            at.orThrow("lseek to " + file.position(), file.path());
        }
    }

    private static Optional<Fd> inherited(RegularFile file, FileRestore restore) {
        Optional<Fd> inherited = InheritedFiles.find(
                restore, file.external() ? file.path() : file.path().substring(1));
        if (inherited.isEmpty() && file.external()) {
            throw notBrought(file);
        }
        return inherited;
    }

    static BadRequest notBrought(RegularFile file) {
        return new BadRequest("cannot restore " + file.path() + ", which was external to the dumped tree: give"
                + " --inherit-fd 'fd[N]:" + file.path() + "' with N open on what takes its place");
    }

    @Override
    public void finish(RegularFile file, Fd opened, Holder holder, FileRestore restore) {
        FileState.finish(restore, opened, file.owner(), file.flags());
    }
}
