package dev.stasis.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A hidden directory within the images directory, so that what is made in it can be renamed to its place. A lock file in it
 * tells whether its owner lives: what a killed one left behind goes when the next one comes.
 */
final class Staging implements Closeable {
    private static final String PREFIX = ".stasis-staging-";
    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lock;

    private Staging(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static Staging create(Path images) throws IOException {
        removeAbandoned(images);
        Path path = images.resolve(
                PREFIX + ProcessHandle.current().pid() + "-" + Long.toUnsignedString(System.nanoTime(), 36));
        SecretFiles.createDirectory(path);
        FileChannel lock = SecretFiles.create(path.resolve(LOCK));
        lock.lock();
        return new Staging(path, lock);
    }

    Path path() {
        return path;
    }

    Path resolve(String fileName) {
        return path.resolve(fileName);
    }

    /** Everything that was put there. */
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path file : list(path, "*")) {
            if (!file.endsWith(LOCK)) {
                files.add(file);
            }
        }
        return files;
    }

    /** Removes the directory with all that is still in it. */
    @Override
    public void close() throws IOException {
        try (lock) {
            remove(path);
        }
    }

    private static void removeAbandoned(Path images) throws IOException {
        for (Path other : list(images, PREFIX + "*")) {
            if (Files.isDirectory(other, LinkOption.NOFOLLOW_LINKS) && isAbandoned(other)) {
                remove(other);
            }
        }
    }

    private static boolean isAbandoned(Path staging) {
        try (FileChannel channel = FileChannel.open(staging.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held != null;
        } catch (IOException | OverlappingFileLockException beingMadeOrOurs) {
            return false;
        }
    }

    private static void remove(Path directory) throws IOException {
        for (Path file : list(directory, "*")) {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                remove(file);
            } else {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }

    private static List<Path> list(Path directory, String glob) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
            stream.forEach(entries::add);
        }
        return entries;
    }
}
