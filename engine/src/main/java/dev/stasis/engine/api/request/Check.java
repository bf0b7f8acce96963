package dev.stasis.engine.api.request;

import java.util.Optional;

/**
 * Looks whether the kernel can do what dump and restore need.
 *
 * @param extra what only some programs need is looked at, too
 * @param experimental and what is experimental
 * @param feature the one feature to look at instead, by its CRIU name
 */
public record Check(boolean extra, boolean experimental, Optional<String> feature) implements Request {}
