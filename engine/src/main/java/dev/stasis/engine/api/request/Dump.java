package dev.stasis.engine.api.request;

import java.util.List;
import java.util.Optional;

/**
 * Saves a process tree as an image set.
 *
 * @param pid root of the tree
 * @param shellJob the root may belong to a session or have a terminal from outside
 * @param emptyNet the network namespace is dumped without its contents
 * @param externals objects outside the tree that may be referred to
 * @param allowUprobes tasks with uprobes are dumped
 * @param pluginDirectory of {@code --libdir} or CRIU_LIBS_DIR
 * @param hooks action scripts, in the order given
 */
public record Dump(
        int pid,
        ImageDirs dirs,
        AfterDump after,
        boolean shellJob,
        Freezing freezing,
        CpuCap cpuCap,
        DumpFiles files,
        DumpMemory memory,
        Tcp tcp,
        Mounts mounts,
        Cgroups cgroups,
        boolean emptyNet,
        List<External> externals,
        boolean allowUprobes,
        Optional<String> pluginDirectory,
        List<String> hooks)
        implements Request {
    public Dump {
        externals = List.copyOf(externals);
        hooks = List.copyOf(hooks);
    }

    /** A dump with every setting at its default: the tree is killed afterwards. */
    public static Dump of(int pid, ImageDirs dirs) {
        return new Dump(
                pid,
                dirs,
                AfterDump.KILL,
                false,
                Freezing.DEFAULT,
                CpuCap.DEFAULT,
                DumpFiles.DEFAULT,
                DumpMemory.DEFAULT,
                Tcp.DEFAULT,
                Mounts.DEFAULT,
                Cgroups.DEFAULT,
                false,
                List.of(),
                false,
                Optional.empty(),
                List.of());
    }

    public Dump then(AfterDump other) {
        return changed(other, shellJob, memory);
    }

    /** The same, with memory dumped otherwise. */
    public Dump with(DumpMemory other) {
        return changed(after, shellJob, other);
    }

    /** The same, for a root whose session or terminal may lie outside the tree. */
    public Dump inShellJob() {
        return changed(after, true, memory);
    }

    private Dump changed(AfterDump newAfter, boolean newShellJob, DumpMemory newMemory) {
        return new Dump(
                pid,
                dirs,
                newAfter,
                newShellJob,
                freezing,
                cpuCap,
                files,
                newMemory,
                tcp,
                mounts,
                cgroups,
                emptyNet,
                externals,
                allowUprobes,
                pluginDirectory,
                hooks);
    }
}
