package dev.stasis.engine.api.option;

/** How one occurrence of an option changes its setting. Throws {@link CommandLineError} for a value it cannot use. */
@FunctionalInterface
public interface Fold<T> {
    T apply(T before, Occurrence occurrence);
}
