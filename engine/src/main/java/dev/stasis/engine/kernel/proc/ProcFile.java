package dev.stasis.engine.kernel.proc;

import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.FileCalls;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Small files of /proc as text, one character per byte: names in them need not be UTF-8. */
public final class ProcFile {
    private static final int BUFFER = 4096;

    private ProcFile() {}

    /**
     * Reads a file that every living task has.
     *
     * @throws TaskGone when it cannot be read: the task has ended
     */
    public static String read(String path) {
        return tryRead(path).orElseThrow(() -> new TaskGone(path + " cannot be read; the process has ended"));
    }

    /** Reads a file that this kernel may lack. */
    public static Optional<String> tryRead(String path) {
        // By plain calls: files like these are read while a tree stands still, and java.nio makes six where three do.
        FileCalls files = Linux.real().files();
        Result opened = files.tryOpen(path, 0, 0);
        if (!opened.ok()) {
            return Optional.empty();
        }
        try (Fd fd = Fd.owning(files, (int) opened.raw());
                Arena arena = new Arena()) {
            Block buffer = arena.allocate(BUFFER);
            ByteArrayOutputStream text = new ByteArrayOutputStream(BUFFER);
            while (true) {
                Result read = files.read(fd, buffer);
                if (!read.ok()) {
                    return Optional.empty();
                }
                if (read.raw() == 0) {
                    return Optional.of(text.toString(StandardCharsets.ISO_8859_1));
                }
                text.writeBytes(buffer.getBytes(0, (int) read.raw()));
            }
        }
    }

    /** Writes a setting; empty when it was taken, else why it was not. */
    public static Optional<String> tryWrite(String path, String text) {
        try {
            Files.writeString(Path.of(path), text, StandardCharsets.ISO_8859_1);
            return Optional.empty();
        } catch (NoSuchFileException missing) {
            return Optional.of("there is no " + path);
        } catch (IOException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
