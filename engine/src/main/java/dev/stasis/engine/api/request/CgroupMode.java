package dev.stasis.engine.api.request;

/** How far restore rebuilds control groups. */
public enum CgroupMode {
    /** Not at all, and nothing is dumped. */
    IGNORE,
    /** They must exist; properties are left alone. */
    NONE,
    /** They must exist; properties are set. */
    PROPS,
    /** Properties are set on those that had to be made. */
    SOFT,
    /** Always made, properties always set. */
    FULL,
    /** They must not exist. */
    STRICT
}
