package dev.stasis.engine.serving;

import dev.stasis.engine.api.error.BadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** {@code --pidfile}: made exclusively, mode 0600, the decimal pid without a line end. */
public final class PidFile {
    private final Optional<Path> file;

    private PidFile(Optional<Path> file) {
        this.file = file;
    }

    public static PidFile none() {
        return new PidFile(Optional.empty());
    }

    public static PidFile write(Path path, int pid) {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(
                path, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(java.nio.ByteBuffer.wrap(Integer.toString(pid).getBytes(StandardCharsets.US_ASCII)));
            return new PidFile(Optional.of(path));
        } catch (FileAlreadyExistsException there) {
            throw new BadRequest("pid file " + path + " exists already; remove it, or give another --pidfile", there);
        } catch (IOException refused) {
            throw new BadRequest("pid file " + path + " cannot be written: " + refused.getMessage(), refused);
        }
    }

    /** It failed after all. */
    public void remove() {
        file.ifPresent(path -> {
            if (!path.toFile().delete()) {
                path.toFile().deleteOnExit();
            }
        });
    }
}
