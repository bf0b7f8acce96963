package dev.stasis.engine.api.request;

import java.util.Optional;

/**
 * How a tree is brought to a stand.
 *
 * @param timeoutSeconds for seizing every task; 0: no limit (a freezer cgroup still gives up after 10 s)
 * @param cgroup path of a freezer cgroup that holds the tree
 */
public record Freezing(int timeoutSeconds, Optional<String> cgroup) {
    public static final int DEFAULT_TIMEOUT_SECONDS = 10;

    public static final Freezing DEFAULT = new Freezing(DEFAULT_TIMEOUT_SECONDS, Optional.empty());
}
