package dev.stasis.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The images that were in a directory before: what of them is no part of the new set must go, or a reader would take it for
 * one. Kept are files that changed since, for a page server may write to the same directory; what {@code cpuinfo dump}
 * wrote; and files of the work directory.
 */
final class OldImages {
    private final Map<Path, State> found;

    private OldImages(Map<Path, State> found) {
        this.found = found;
    }

    /** Looks at a directory before anything new is written. */
    static OldImages in(ImageDirectory images) throws IOException {
        Map<Path, State> found = new HashMap<>();
        for (String name : images.fileNames()) {
            Optional<ImageName> image = ImageName.parse(name);
            boolean mark = name.equals(DedupMark.FILE);
            if (mark || (image.isPresent() && belongsToOneDump(image.get().type()))) {
                Path file = images.path().resolve(name);
                State state = State.of(file);
                if (state != null) {
                    found.put(file, state);
                }
            }
        }
        return new OldImages(found);
    }

    /** Removes those that are not in {@code present}, if they are what they were. */
    void removeAllBut(Set<Path> present) throws IOException {
        for (Map.Entry<Path, State> old : found.entrySet()) {
            Path file = old.getKey();
            if (!present.contains(file) && old.getValue().equals(State.of(file))) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Removes one of them, if it is what it was. */
    void remove(Path file) throws IOException {
        State old = found.get(file);
        if (old != null && old.equals(State.of(file))) {
            Files.deleteIfExists(file);
        }
    }

    private static boolean belongsToOneDump(ImageType<?> type) {
        return type.framing() != Framing.SERVICE && type != ImageType.CPUINFO;
    }

    private record State(@Nullable Object key, FileTime modified, long size) {
        /** Null if there is no such file, or it is none. */
        static @Nullable State of(Path file) throws IOException {
            try {
                BasicFileAttributes seen =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return seen.isDirectory() ? null : new State(seen.fileKey(), seen.lastModifiedTime(), seen.size());
            } catch (NoSuchFileException gone) {
                return null;
            }
        }
    }
}
