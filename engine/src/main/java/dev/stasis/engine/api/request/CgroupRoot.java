package dev.stasis.engine.api.request;

import java.util.Optional;

/** Another root for one controller's groups, or for all of them. */
public record CgroupRoot(Optional<String> controller, String path) {}
