package dev.stasis.engine.kernel.feature;

/** Who needs a feature: the categories of {@code check}. */
public enum Need {
    /** Every dump or restore. */
    EVERYBODY,
    /** Programs that use the kind of object in question. */
    SOME_PROGRAMS,
    /** What is experimental, or makes things faster only. */
    EXPERIMENTS
}
