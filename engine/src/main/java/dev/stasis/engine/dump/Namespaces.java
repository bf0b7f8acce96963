package dev.stasis.engine.dump;

import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.tree.FrozenProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The namespaces of this process, which those of the tree are compared with. A tree is saved only when it shares them all:
 * restored, it inherits whatever the restorer is in.
 */
final class Namespaces {
    /** Names of /proc/PID/ns (man 7 namespaces); those "for_children" tell of an unshare that has begun. */
    private static final List<String> NAMES = List.of(
            "pid", "net", "ipc", "uts", "mnt", "user", "cgroup", "time", "pid_for_children", "time_for_children");

    private final Linux linux;
    private final Map<String, String> own = new LinkedHashMap<>();

    private Namespaces(Linux linux) {
        this.linux = linux;
    }

    /** A kernel without one of the kinds has no link for it. */
    static Namespaces own(Linux linux) {
        Namespaces namespaces = new Namespaces(linux);
        for (String name : NAMES) {
            StringBuilder link = new StringBuilder();
            if (linux.files().tryReadLink("/proc/self/ns/" + name, link).ok()) {
                namespaces.own.put(name, link.toString());
            }
        }
        return namespaces;
    }

    /** Throws {@link Unsupported} when {@code process} has a namespace of its own. */
    void requireSame(FrozenProcess process) {
        List<String> different = new ArrayList<>();
        own.forEach((name, link) -> {
            if (!link.equals(of(process.pid(), name))) {
                different.add(name);
            }
        });
        if (!different.isEmpty()) {
            throw new Unsupported("cannot dump process " + process.pid() + ": it is in another namespace ("
                    + String.join(", ", different) + ") than Stasis, which cannot be saved yet; run Stasis within the"
                    + " same namespaces, by nsenter(1)");
        }
    }

    private String of(int pid, String name) {
        StringBuilder link = new StringBuilder();
        String path = "/proc/" + pid + "/ns/" + name;
        if (!linux.files().tryReadLink(path, link).ok()) {
            throw new TaskGone("the " + name + " namespace of process " + pid + " cannot be read: it has ended");
        }
        return link.toString();
    }
}
