package dev.stasis.engine.kernel.proc;

import dev.stasis.engine.api.error.TaskGone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Small files of /proc as text, one character per byte: names in them need not be UTF-8. */
public final class ProcFile {
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
        try {
            return Optional.of(Files.readString(Path.of(path), StandardCharsets.ISO_8859_1));
        } catch (IOException refused) {
            return Optional.empty();
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
