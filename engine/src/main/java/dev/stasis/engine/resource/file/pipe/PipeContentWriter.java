package dev.stasis.engine.resource.file.pipe;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileState;

/** Gives a pipe its capacity and fills it. */
public final class PipeContentWriter {
    /** PIPE_BUF: no packet is longer. */
    private static final int LONGEST_PACKET = 4096;

    private PipeContentWriter() {}

    /**
     * @param end a descriptor that may write; its status flags are anything afterwards
     * @param packets whether a single piece is a packet, too
     * @param what names the pipe
     */
    public static void write(FileRestore restore, PipeContent content, Fd end, boolean packets, String what) {
        Linux linux = restore.linux();
        if (content.capacity() > 0) {
            Result sized = linux.files().fcntl(end, Fcntl.F_SETPIPE_SZ, content.capacity());
            if (!sized.ok()) {
                restore.log()
                        .warn(what + " held " + content.capacity()
                                + " bytes but gets the default: the kernel refused, see /proc/sys/fs/pipe-max-size");
            }
        }
        boolean borders = packets || content.pieces().size() > 1;
        for (PipeContent.Piece piece : content.pieces()) {
            boolean packet = borders && piece.bytes().length <= LONGEST_PACKET;
            FileState.setFlags(linux, end, Fcntl.O_NONBLOCK | (packet ? Fcntl.O_DIRECT : 0));
            write(linux, end, piece.bytes(), what);
        }
    }

    private static void write(Linux linux, Fd end, byte[] bytes, String what) {
        try (Arena arena = new Arena()) {
            Block block = arena.copy(bytes);
            long done = 0;
            while (done < bytes.length) {
                done += linux.files()
                        .write(end, block.slice(done, bytes.length - done))
                        .orThrow("putting back " + bytes.length + " bytes", what);
            }
        }
    }
}
