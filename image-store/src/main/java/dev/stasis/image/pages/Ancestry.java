package dev.stasis.image.pages;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sets that a set builds on, and theirs, each seen once: a circle of links is an error. */
public final class Ancestry {
    private final Set<Path> seen = new HashSet<>();

    Ancestry() {}

    /** The set itself, its parent, that one's parent ... */
    public static List<ImageDirectory> of(ImageDirectory newest) {
        Ancestry ancestry = new Ancestry();
        List<ImageDirectory> all = new ArrayList<>();
        Optional<ImageDirectory> directory = Optional.of(newest);
        while (directory.isPresent()) {
            ancestry.see(directory.get());
            all.add(directory.get());
            directory = directory.get().parent();
        }
        return all;
    }

    void see(ImageDirectory directory) {
        try {
            if (!seen.add(directory.path().toRealPath())) {
                throw ImageDamagedException.set(
                        directory.path(), "its parents form a circle", "set its link parent right");
            }
        } catch (IOException refused) {
            throw ImageDamagedException.unreadable(directory.path(), refused);
        }
    }
}
