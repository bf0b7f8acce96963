package dev.stasis.engine.api.option;

/**
 * A variable that options set. Several options may share one: {@code -s} and {@code -R} do, and the last one given wins.
 *
 * @param name for messages
 * @param initial its value when no option was given
 */
public record Setting<T>(String name, T initial) {
    /** Settings are told apart by identity: two with the same name and value are still two. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
