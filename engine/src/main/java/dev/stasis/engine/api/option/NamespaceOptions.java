package dev.stasis.engine.api.option;

import static dev.stasis.engine.api.option.OptionBuilder.flag;
import static dev.stasis.engine.api.option.OptionBuilder.option;

import dev.stasis.engine.api.request.JoinNamespace;
import dev.stasis.engine.api.request.VethPair;
import java.util.List;
import java.util.Optional;

/** Namespaces and security labels. */
final class NamespaceOptions {
    static final Setting<List<JoinNamespace>> JOINED = new Setting<>("join-ns", List.of());
    static final Setting<List<VethPair>> VETH_PAIRS = new Setting<>("veth-pair", List.of());
    static final Setting<Boolean> EMPTY_NET = new Setting<>("empty-ns", false);
    static final Setting<Boolean> WEAK_SYSCTLS = new Setting<>("weak-sysctls", false);
    static final Setting<Optional<String>> LSM_PROFILE = new Setting<>("lsm-profile", Optional.empty());
    static final Setting<Optional<String>> LSM_MOUNT = new Setting<>("lsm-mount-context", Optional.empty());

    private static final String NO_NETWORK = "network namespaces cannot be saved yet; run the tree in the host's";
    private static final String NO_LABELS = "security labels are not restored yet";

    private NamespaceOptions() {}

    static List<Option<?>> all() {
        return List.of(
                option("join-ns", JOINED, JoinNamespaceText::add)
                        .letter('J')
                        .takes("NS:FILE[,UID,GID]")
                        .repeatable()
                        .on(Command.RESTORE)
                        .rpc("join_ns", 39)
                        .refused("joining namespaces is not there yet")
                        .help(
                                "restore into an existing namespace; NS: net uts time ipc user mnt, FILE: a path or a pid"),
                option("veth-pair", VETH_PAIRS, NamespaceOptions::pair)
                        .takes("IN=OUT")
                        .repeatable()
                        .on(Command.RESTORE)
                        .rpc("veths", 19)
                        .refused(NO_NETWORK)
                        .help("name of the outer end of a virtual cable; newer form: --external veth[IN]:OUT"),
                option("empty-ns", EMPTY_NET, NamespaceOptions::empty)
                        .takes("net")
                        .repeatable()
                        .on(Command.DUMP, Command.RESTORE)
                        .rpc("empty_ns", 38)
                        .refused(NO_NETWORK)
                        .help("make the network namespace but leave it empty for an action script"),
                flag("weak-sysctls", WEAK_SYSCTLS)
                        .on(Command.RESTORE)
                        .rpc("weak_sysctls", 47)
                        .unused("Stasis restores no namespaces yet, so there are no sysctls to skip")
                        .help("skip sysctls that this kernel does not have"),
                option("lsm-profile", LSM_PROFILE, Folds.TEXT)
                        .takes("TYPE:NAME")
                        .on(Command.RESTORE)
                        .rpc("lsm_profile", 53)
                        .refused(NO_LABELS)
                        .help("security profile of the restored tasks; TYPE: apparmor, selinux"),
                option("lsm-mount-context", LSM_MOUNT, Folds.TEXT)
                        .takes("CTX")
                        .on(Command.RESTORE)
                        .rpc("lsm_mount_context", 63)
                        .refused(NO_LABELS)
                        .help("mount context to use where one was dumped"));
    }

    private static List<VethPair> pair(List<VethPair> before, Occurrence use) {
        int equals = use.text().indexOf('=');
        if (equals < 0) {
            throw use.invalid();
        }
        String inside = use.text().substring(0, equals);
        return Folds.append(before, new VethPair(inside, use.text().substring(equals + 1)));
    }

    private static Boolean empty(Boolean before, Occurrence use) {
        if (!use.text().equals("net")) {
            throw CommandLineError.value("Unsupported empty namespace: " + use.text());
        }
        return true;
    }
}
