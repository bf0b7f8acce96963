package dev.stasis.engine.resource.file.pipe;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.OpenFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks into the pipes of one dump, each once, and takes nothing out: tee(2) duplicates what is in a pipe into another one
 * of the same capacity, borders of packets included.
 */
public final class PipeContentReader {
    private static final int SPLICE_F_NONBLOCK = 2;
    private static final int ALL = 1 << 30;

    private final Map<Long, PipeContent> known = new HashMap<>();

    private PipeContentReader() {}

    /** What is in the pipe behind an open file; empty when the file is not open for reading. */
    public static Optional<PipeContent> read(FileDump dump, OpenFile file) {
        if ((file.flags() & Fcntl.O_ACCMODE) == Fcntl.O_WRONLY) {
            return Optional.empty();
        }
        Map<Long, PipeContent> known = dump.shared(PipeContentReader.class, PipeContentReader::new).known;
        return Optional.of(known.computeIfAbsent(file.stat().inode(), inode -> read(dump.linux(), file)));
    }

    private static PipeContent read(Linux linux, OpenFile file) {
        int capacity = (int)
                linux.files().fcntl(file.copy(), Fcntl.F_GETPIPE_SZ, 0).orThrow("fcntl(F_GETPIPE_SZ)", file.describe());
        try (PipePair copy = PipePair.make(linux)) {
            linux.files()
                    .fcntl(copy.write(), Fcntl.F_SETPIPE_SZ, capacity)
                    .orThrow("fcntl(F_SETPIPE_SZ) of " + capacity + " bytes to copy the content of", file.describe());
            Result copied = new Result(
                    linux.raw().call(Nr.TEE, file.copy().number(), copy.write().number(), ALL, SPLICE_F_NONBLOCK));
            long length = copied.failedWith(Errno.EAGAIN) ? 0 : copied.orThrow("tee", file.describe());
            return new PipeContent(capacity, pieces(linux, copy.read(), length));
        }
    }

    private static List<PipeContent.Piece> pieces(Linux linux, Fd pipe, long length) {
        List<PipeContent.Piece> pieces = new ArrayList<>();
        try (Arena arena = new Arena()) {
            Block buffer = arena.allocate(length);
            long rest = length;
            while (rest > 0) {
                int got = (int) linux.files().read(pipe, buffer).orThrow("read", "the copy of a pipe");
                pieces.add(new PipeContent.Piece(buffer.getBytes(0, got)));
                rest -= got;
            }
        }
        return pieces;
    }
}
