package dev.stasis.engine.api.request;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of namespaces at restore.
 *
 * @param weakSysctls settings this kernel does not know are skipped
 * @param emptyNet the network namespace is made but left empty, for an action script to fill
 * @param lsmProfile {@code apparmor:NAME} or {@code selinux:NAME}, instead of the dumped ones
 * @param lsmMountContext instead of the dumped mount contexts
 */
public record RestoreNamespaces(
        List<JoinNamespace> joined,
        List<VethPair> vethPairs,
        boolean weakSysctls,
        boolean emptyNet,
        Optional<String> lsmProfile,
        Optional<String> lsmMountContext) {
    public static final RestoreNamespaces DEFAULT =
            new RestoreNamespaces(List.of(), List.of(), false, false, Optional.empty(), Optional.empty());

    public RestoreNamespaces {
        joined = List.copyOf(joined);
        vethPairs = List.copyOf(vethPairs);
    }
}
