package dev.stasis.engine.resource.file.pipe;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pipe in this process. Its first two ends are those that pipe2(2) returned; further descriptions are opened by /proc,
 * which adds O_LARGEFILE to their flags.
 */
final class RestoredPipe implements AutoCloseable {
    private final Linux linux;
    private final Fd anchor;
    private final String way;
    private @Nullable Fd read;
    private @Nullable Fd write;

    private RestoredPipe(Linux linux, Fd anchor, @Nullable Fd read, @Nullable Fd write) {
        this.linux = linux;
        this.anchor = anchor;
        this.way = "/proc/self/fd/" + anchor.number();
        this.read = read;
        this.write = write;
    }

    static RestoredPipe make(
            FileRestore restore, String name, Optional<Fd> inherited, Optional<PipeContent> content, boolean packets) {
        Linux linux = restore.linux();
        RestoredPipe pipe;
        if (inherited.isPresent()) {
            pipe = new RestoredPipe(linux, inherited.get(), null, null);
        } else {
            PipePair pair = PipePair.make(linux);
            Fd anchor = linux.files().open("/proc/self/fd/" + pair.read().number(), Fcntl.O_PATH, 0);
            pipe = new RestoredPipe(linux, anchor, pair.read(), pair.write());
        }
        if (content.isPresent()) {
            try (Fd filler = linux.files().open(pipe.way, Fcntl.O_RDWR | Fcntl.O_NONBLOCK, 0)) {
                PipeContentWriter.write(restore, content.get(), filler, packets, name);
            }
        }
        return pipe;
    }

    /** Opens an end with those status flags. */
    Fd open(PipeEnd end) {
        Fd taken = take(end);
        FileState.setFlags(linux, taken, end.flags() & ~Fcntl.FASYNC);
        return taken;
    }

    private Fd take(PipeEnd end) {
        boolean original = (end.flags() & Fcntl.O_LARGEFILE) == 0;
        if (original && end.access() == Fcntl.O_RDONLY && read != null) {
            Fd first = read;
            read = null;
            return first;
        }
        if (original && end.access() == Fcntl.O_WRONLY && write != null) {
            Fd first = write;
            write = null;
            return first;
        }
        return linux.files().open(way, end.access() | Fcntl.O_NONBLOCK, 0);
    }

    @Override
    public void close() {
        anchor.close();
        if (read != null) {
            read.close();
        }
        if (write != null) {
            write.close();
        }
    }
}
