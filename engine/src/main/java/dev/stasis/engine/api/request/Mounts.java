package dev.stasis.engine.api.request;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of mounts.
 *
 * @param external bind mounts from outside
 * @param autoExternal those are found by themselves
 * @param externalSharing shared mounts from outside are allowed; {@code externalMasters} likewise
 * @param skipped mount points left out (dump)
 * @param enabledFileSystems types tried although not supported; {@code all} for any
 * @param root new root of the restored tree
 * @param compatibleEngine the older way of restoring mounts
 */
public record Mounts(
        List<ExternalMount> external,
        boolean autoExternal,
        boolean externalSharing,
        boolean externalMasters,
        List<String> skipped,
        List<String> enabledFileSystems,
        Optional<String> root,
        boolean compatibleEngine) {
    public static final Mounts DEFAULT =
            new Mounts(List.of(), false, false, false, List.of(), List.of(), Optional.empty(), false);

    public Mounts {
        external = List.copyOf(external);
        skipped = List.copyOf(skipped);
        enabledFileSystems = List.copyOf(enabledFileSystems);
    }
}
