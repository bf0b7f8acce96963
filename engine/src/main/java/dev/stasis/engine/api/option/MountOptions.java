package dev.stasis.engine.api.option;

import static dev.stasis.engine.api.option.OptionBuilder.flag;
import static dev.stasis.engine.api.option.OptionBuilder.option;

import dev.stasis.engine.api.request.ExternalMount;
import java.util.List;
import java.util.Optional;

/** Mounts and objects from outside the tree. */
final class MountOptions {
    static final Setting<List<String>> EXTERNAL = new Setting<>("external", List.of());
    static final Setting<List<ExternalMount>> EXTERNAL_MOUNTS = new Setting<>("ext-mount-map", List.of());
    static final Setting<Boolean> SHARING = new Setting<>("enable-external-sharing", false);
    static final Setting<Boolean> MASTERS = new Setting<>("enable-external-masters", false);
    static final Setting<List<String>> SKIPPED = new Setting<>("skip-mnt", List.of());
    static final Setting<List<String>> ENABLED = new Setting<>("enable-fs", List.of());
    static final Setting<Optional<String>> ROOT = new Setting<>("root", Optional.empty());
    static final Setting<Boolean> COMPATIBLE = new Setting<>("mntns-compat-mode", false);

    /** The key of {@code --ext-mount-map auto}. */
    static final String AUTO = "auto";

    private static final String NO_MOUNTS = "mount namespaces cannot be saved yet; run the tree in the host's";

    private MountOptions() {}

    static List<Option<?>> all() {
        return List.of(
                option("external", EXTERNAL, MountOptions::external)
                        .takes("RES")
                        .repeatable()
                        .on(Command.DUMP, Command.RESTORE)
                        .rpc("external", 37)
                        .help(
                                "an object outside the tree. At dump mnt[MOUNTPOINT]:NAME, mnt[]:FLAGS, dev[MAJ/MIN]:NAME,"
                                        + " file[MNT:INO], tty[RDEV:DEV], unix[INO], net[INO]:NAME, pid[INO]:NAME;"
                                        + " at restore mnt[NAME]:PATH, mnt[], dev[NAME]:PATH, veth[IF]:OUT@BRIDGE,"
                                        + " macvlan[IF]:OUT, netdev[IF]:OUT"),
                option("ext-mount-map", EXTERNAL_MOUNTS, MountOptions::mapped)
                        .letter('M')
                        .takes("KEY:VAL")
                        .repeatable()
                        .on(Command.DUMP, Command.RESTORE)
                        .rpc("ext_mnt", 23)
                        .undocumented()
                        .refused(NO_MOUNTS)
                        .help("older form of --external mnt[KEY]:VAL"),
                option("enable-external-sharing", SHARING, Folds.FLAG)
                        .on(Command.DUMP)
                        .rpc("ext_sharing", 29)
                        .undocumented()
                        .refused(NO_MOUNTS)
                        .help("accept shared mounts from outside"),
                option("enable-external-masters", MASTERS, Folds.FLAG)
                        .on(Command.DUMP)
                        .rpc("ext_masters", 30)
                        .undocumented()
                        .refused(NO_MOUNTS)
                        .help("accept slave mounts of outside ones"),
                option("skip-mnt", SKIPPED, Folds.TEXTS)
                        .takes("PATH")
                        .repeatable()
                        .on(Command.DUMP)
                        .rpc("skip_mnt", 31)
                        .refused(NO_MOUNTS)
                        .help("leave this mount point out"),
                option("enable-fs", ENABLED, Folds.WORDS)
                        .takes("NAME,...")
                        .repeatable()
                        .on(Command.DUMP, Command.RESTORE)
                        .rpc("enable_fs", 32)
                        .refused(NO_MOUNTS)
                        .help("try these file system types although not supported; all: any"),
                option("root", ROOT, Folds.TEXT)
                        .letter('r')
                        .takes("PATH")
                        .on(Command.RESTORE)
                        .rpc("root", 13)
                        .refused(NO_MOUNTS)
                        .help("mount point that becomes the root of a restored mount namespace"),
                flag("mntns-compat-mode", COMPATIBLE)
                        .on(Command.RESTORE)
                        .rpc("mntns_compat_mode", 65)
                        .refused(NO_MOUNTS)
                        .help("restore mounts the older way"));
    }

    /** Only the flags of {@code mnt[]} are looked at while parsing, as in CRIU; the rest when a request is made. */
    private static List<String> external(List<String> before, Occurrence use) {
        String text = use.text();
        if (text.startsWith("mnt[]:") && !text.substring("mnt[]:".length()).matches("[ms]*")) {
            throw CommandLineError.value("Could not add external resource when initializing config: " + text);
        }
        return Folds.append(before, text);
    }

    private static List<ExternalMount> mapped(List<ExternalMount> before, Occurrence use) {
        if (use.text().equals(AUTO)) {
            return Folds.append(before, new ExternalMount(AUTO, ""));
        }
        int colon = use.text().indexOf(':');
        if (colon < 0) {
            throw use.invalid();
        }
        return Folds.append(
                before,
                new ExternalMount(use.text().substring(0, colon), use.text().substring(colon + 1)));
    }
}
