package dev.stasis.engine.api.request;

import java.util.List;
import java.util.Optional;

/**
 * Brings the process tree of an image set back.
 *
 * @param shellJob session and process group of the root are the caller's
 * @param lazyPages memory is filled later by the lazy-pages daemon
 * @param autoDedup pages are punched out of the image set once restored
 * @param externals what stands for objects that lay outside the tree
 * @param allowUprobes the set was dumped with uprobes allowed
 * @param pluginDirectory of {@code --libdir} or CRIU_LIBS_DIR
 * @param hooks action scripts, in the order given
 */
public record Restore(
        ImageDirs dirs,
        AfterRestore after,
        boolean shellJob,
        CpuCap cpuCap,
        RestoreFiles files,
        boolean lazyPages,
        boolean autoDedup,
        Tcp tcp,
        Mounts mounts,
        Cgroups cgroups,
        RestoreNamespaces namespaces,
        List<External> externals,
        boolean allowUprobes,
        Optional<String> pluginDirectory,
        List<String> hooks)
        implements Request {
    public Restore {
        externals = List.copyOf(externals);
        hooks = List.copyOf(hooks);
    }

    /** A restore with every setting at its default, except for what comes after. */
    public static Restore of(ImageDirs dirs, AfterRestore after) {
        return new Restore(
                dirs,
                after,
                false,
                CpuCap.DEFAULT,
                RestoreFiles.DEFAULT,
                false,
                false,
                Tcp.DEFAULT,
                Mounts.DEFAULT,
                Cgroups.DEFAULT,
                RestoreNamespaces.DEFAULT,
                List.of(),
                false,
                Optional.empty(),
                List.of());
    }
}
