package dev.stasis.image;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Files that only their owner may read: images hold all memory of a program. */
final class SecretFiles {
    private static final Set<PosixFilePermission> FILE = Set.of(OWNER_READ, OWNER_WRITE);
    private static final Set<PosixFilePermission> DIRECTORY = Set.of(OWNER_READ, OWNER_WRITE, OWNER_EXECUTE);

    private SecretFiles() {}

    /** A new file, mode 0600 from the first moment on, whatever the umask. */
    static FileChannel create(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), new Mode(FILE));
        Files.setPosixFilePermissions(file, FILE);
        return channel;
    }

    /** A new directory, mode 0700. */
    static void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, new Mode(DIRECTORY));
        Files.setPosixFilePermissions(directory, DIRECTORY);
    }

    private record Mode(Set<PosixFilePermission> value) implements FileAttribute<Set<PosixFilePermission>> {
        @Override
        public String name() {
            return "posix:permissions";
        }
    }
}
