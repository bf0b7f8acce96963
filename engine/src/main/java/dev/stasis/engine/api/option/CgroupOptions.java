package dev.stasis.engine.api.option;

import static dev.stasis.engine.api.option.OptionBuilder.option;

import dev.stasis.engine.api.request.CgroupMode;
import dev.stasis.engine.api.request.CgroupRoot;
import java.util.List;
import java.util.Optional;

/** Control groups. */
final class CgroupOptions {
    static final Setting<CgroupMode> MODE = new Setting<>("manage-cgroups", CgroupMode.SOFT);
    static final Setting<List<CgroupRoot>> ROOTS = new Setting<>("cgroup-root", List.of());
    static final Setting<Optional<String>> PROPERTIES = new Setting<>("cgroup-props", Optional.empty());
    static final Setting<Optional<String>> PROPERTIES_FILE = new Setting<>("cgroup-props-file", Optional.empty());
    static final Setting<List<String>> CONTROLLERS = new Setting<>("cgroup-dump-controller", List.of());
    static final Setting<Optional<String>> YARD = new Setting<>("cgroup-yard", Optional.empty());
    static final Setting<Boolean> IGNORE_DEFAULT = new Setting<>("cgroup-props-ignore-default", false);

    private static final String NO_CGROUPS = "control groups are not saved yet; tasks are restored into the caller's";

    private CgroupOptions() {}

    static List<Option<?>> all() {
        return List.of(
                option("manage-cgroups", MODE, CgroupOptions::mode)
                        .mayTake("MODE")
                        .on(Command.DUMP, Command.RESTORE)
                        .rpc("manage_cgroups_mode", 34)
                        .refused(NO_CGROUPS)
                        .help("what becomes of control groups: none, props, soft (default), full, strict, ignore"),
                option("cgroup-root", ROOTS, CgroupOptions::root)
                        .takes("[CTRL:]/PATH")
                        .repeatable()
                        .on(Command.DUMP, Command.RESTORE)
                        .rpc("cg_root", 25)
                        .refused(NO_CGROUPS)
                        .help("another root for a controller's groups, or for all"),
                option("cgroup-props", PROPERTIES, Folds.TEXT)
                        .takes("TEXT")
                        .on(Command.DUMP)
                        .rpc("cgroup_props", 41)
                        .refused(NO_CGROUPS)
                        .help("which properties to save, in simplified YAML"),
                option("cgroup-props-file", PROPERTIES_FILE, Folds.TEXT)
                        .takes("FILE")
                        .on(Command.DUMP)
                        .rpc("cgroup_props_file", 42)
                        .refused(NO_CGROUPS)
                        .help("a file of the same"),
                option("cgroup-props-ignore-default", IGNORE_DEFAULT, Folds.FLAG)
                        .on(Command.DUMP)
                        .undocumented()
                        .refused(NO_CGROUPS)
                        .help("the given properties replace the built-in ones; in the manual of 3.12 only"),
                option("cgroup-dump-controller", CONTROLLERS, Folds.TEXTS)
                        .takes("NAME")
                        .repeatable()
                        .on(Command.DUMP)
                        .rpc("cgroup_dump_controller", 43)
                        .refused(NO_CGROUPS)
                        .help("save this controller and no other"),
                option("cgroup-yard", YARD, Folds.TEXT)
                        .takes("DIR")
                        .on(Command.DUMP, Command.RESTORE)
                        .rpc("cgroup_yard", 60)
                        .refused(NO_CGROUPS)
                        .help("directory where the hierarchies are mounted already"));
    }

    private static CgroupMode mode(CgroupMode before, Occurrence use) {
        String text = use.argument();
        if (text == null) {
            return CgroupMode.SOFT;
        }
        return switch (text) {
            case "ignore" -> CgroupMode.IGNORE;
            case "none" -> CgroupMode.NONE;
            case "props" -> CgroupMode.PROPS;
            case "soft" -> CgroupMode.SOFT;
            case "full" -> CgroupMode.FULL;
            case "strict" -> CgroupMode.STRICT;
            default -> throw CommandLineError.usage("Unknown cgroups mode `" + text + "' selected");
        };
    }

    private static List<CgroupRoot> root(List<CgroupRoot> before, Occurrence use) {
        int colon = use.text().indexOf(':');
        CgroupRoot root = colon < 0
                ? new CgroupRoot(Optional.empty(), use.text())
                : new CgroupRoot(
                        Optional.of(use.text().substring(0, colon)), use.text().substring(colon + 1));
        return Folds.append(before, root);
    }
}
