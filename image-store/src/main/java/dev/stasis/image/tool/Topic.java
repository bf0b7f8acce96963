package dev.stasis.image.tool;

import java.util.Locale;
import java.util.Optional;

/** What of an image set is shown. */
public enum Topic {
    /** The tasks as a tree. */
    PS,
    /** Open files, working directory and root of each task. */
    FDS,
    /** Mappings of each task. */
    MEMS,
    /** Which pages of each task are kept, and in which mappings they are. */
    RSS;

    /** By its name on the command line. */
    public static Optional<Topic> named(String name) {
        for (Topic topic : values()) {
            if (topic.word().equals(name)) {
                return Optional.of(topic);
            }
        }
        return Optional.empty();
    }

    /** Its name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
