package dev.stasis.engine.api.request;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of control groups.
 *
 * @param requested {@code --manage-cgroups} was given, in whichever mode
 * @param properties which properties to dump, in CRIU's simplified YAML; {@code propertiesFile} names a file of it
 * @param dumpControllers the only controllers to dump; empty: all
 * @param yard directory where the hierarchies are mounted already
 */
public record Cgroups(
        CgroupMode mode,
        boolean requested,
        List<CgroupRoot> roots,
        Optional<String> properties,
        Optional<String> propertiesFile,
        List<String> dumpControllers,
        Optional<String> yard) {
    public static final Cgroups DEFAULT = new Cgroups(
            CgroupMode.SOFT, false, List.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public Cgroups {
        roots = List.copyOf(roots);
        dumpControllers = List.copyOf(dumpControllers);
    }
}
