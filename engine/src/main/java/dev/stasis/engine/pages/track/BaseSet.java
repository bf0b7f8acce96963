package dev.stasis.engine.pages.track;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The set that a next one builds on, as its inventory tells.
 *
 * @param id of the run that made it; empty if it was made by a CRIU that gave none
 * @param uptime when it was made, in microseconds since boot; empty if memory was not tracked then
 */
public record BaseSet(Optional<String> id, OptionalLong uptime) {}
