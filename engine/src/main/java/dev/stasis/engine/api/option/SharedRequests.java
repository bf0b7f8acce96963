package dev.stasis.engine.api.option;

import dev.stasis.engine.api.request.Cgroups;
import dev.stasis.engine.api.request.External;
import dev.stasis.engine.api.request.ExternalMount;
import dev.stasis.engine.api.request.Mounts;
import dev.stasis.engine.api.request.PageOutput;
import dev.stasis.engine.api.request.Tcp;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The groups of settings that dump and restore have in common. */
final class SharedRequests {
    private static final Pattern EXTERNAL = Pattern.compile("([a-z]+)\\[([^]]*)](?::(.*))?", Pattern.DOTALL);
    private static final String AUTOMATIC_MOUNTS = "mnt[]";

    private SharedRequests() {}

    static Tcp tcp(Settings settings) {
        return new Tcp(
                settings.get(NetworkOptions.ESTABLISHED),
                settings.get(NetworkOptions.CLOSE),
                settings.get(NetworkOptions.SKIP_IN_FLIGHT),
                settings.get(NetworkOptions.LOCK));
    }

    static PageOutput output(Settings settings) {
        return new PageOutput(settings.get(OwnOptions.BANDWIDTH), settings.get(OwnOptions.COMPRESSION));
    }

    static Cgroups cgroups(Settings settings) {
        return new Cgroups(
                settings.get(CgroupOptions.MODE),
                settings.isGiven("manage-cgroups"),
                settings.get(CgroupOptions.ROOTS),
                settings.get(CgroupOptions.PROPERTIES),
                settings.get(CgroupOptions.PROPERTIES_FILE),
                settings.get(CgroupOptions.CONTROLLERS),
                settings.get(CgroupOptions.YARD));
    }

    static Mounts mounts(Settings settings) {
        List<ExternalMount> mapped = settings.get(MountOptions.EXTERNAL_MOUNTS);
        List<External> automatic = externals(settings).stream()
                .filter(external -> external.key().equals(AUTOMATIC_MOUNTS))
                .collect(Collectors.toList());
        return new Mounts(
                mapped.stream()
                        .filter(mount -> !mount.key().equals(MountOptions.AUTO))
                        .collect(Collectors.toList()),
                !automatic.isEmpty()
                        || mapped.stream().anyMatch(mount -> mount.key().equals(MountOptions.AUTO)),
                settings.get(MountOptions.SHARING) || anyHas(automatic, "s"),
                settings.get(MountOptions.MASTERS) || anyHas(automatic, "m"),
                settings.get(MountOptions.SKIPPED),
                settings.get(MountOptions.ENABLED),
                settings.get(MountOptions.ROOT),
                settings.get(MountOptions.COMPATIBLE));
    }

    private static boolean anyHas(List<External> automatic, String flag) {
        return automatic.stream().anyMatch(one -> one.value().orElse("").contains(flag));
    }

    static List<External> externals(Settings settings) {
        return settings.get(MountOptions.EXTERNAL).stream()
                .map(SharedRequests::external)
                .collect(Collectors.toList());
    }

    private static External external(String text) {
        Matcher matcher = EXTERNAL.matcher(text);
        if (!matcher.matches()) {
            throw CommandLineError.value("--external " + text + " is not of the form TYPE[ID]:VALUE");
        }
        return new External(matcher.group(1), matcher.group(2), Optional.ofNullable(matcher.group(3)));
    }
}
