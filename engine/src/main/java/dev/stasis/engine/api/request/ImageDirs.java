package dev.stasis.engine.api.request;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an image set lies.
 *
 * @param images directory of the set, absolute
 * @param work directory of logs, statistics and pid files, and what relative paths of options mean; absolute
 * @param parent the previous set of a chain as given, relative to {@code images}: the text of the {@code parent} link
 */
public record ImageDirs(Path images, Path work, Optional<String> parent) {
    /** A set of its own, with its work files beside it. */
    public static ImageDirs of(Path images) {
        Path absolute = images.toAbsolutePath().normalize();
        return new ImageDirs(absolute, absolute, Optional.empty());
    }
}
