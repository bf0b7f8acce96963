package dev.stasis.engine.api.option;

import dev.stasis.engine.api.request.AfterDump;
import dev.stasis.engine.api.request.AfterRestore;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.Restore;
import dev.stasis.engine.api.request.RestoreFiles;
import dev.stasis.engine.api.request.RestoreNamespaces;
import java.nio.file.Path;
import java.util.List;

/** Restores from settings. */
final class RestoreRequests {
    private RestoreRequests() {}

    static Restore restore(Settings settings, ImageDirs dirs, List<String> operands) {
        return new Restore(
                dirs,
                after(settings, operands),
                settings.get(TreeOptions.SHELL_JOB),
                settings.get(CheckOptions.CPU_CAP),
                files(settings),
                settings.get(MemoryOptions.LAZY),
                settings.get(MemoryOptions.AUTO_DEDUP),
                SharedRequests.tcp(settings),
                SharedRequests.mounts(settings),
                SharedRequests.cgroups(settings),
                namespaces(settings),
                SharedRequests.externals(settings),
                settings.get(TreeOptions.ALLOW_UPROBES),
                settings.get(CommonOptions.LIBDIR),
                settings.get(CommonOptions.HOOKS));
    }

    private static AfterRestore after(Settings settings, List<String> operands) {
        boolean stopped = settings.get(TreeOptions.AFTERWARDS)
                .filter(after -> after == AfterDump.STOP)
                .isPresent();
        return new AfterRestore(
                settings.get(TreeOptions.DETACHED),
                settings.get(TreeOptions.SIBLING),
                stopped,
                settings.get(CommonOptions.PIDFILE).map(Path::of),
                operands);
    }

    private static RestoreFiles files(Settings settings) {
        return new RestoreFiles(
                settings.get(FileOptions.LOCKS),
                settings.get(FileOptions.EVASIVE_DEVICES),
                !settings.get(FileOptions.SKIP_PERMISSIONS),
                settings.get(FileOptions.VALIDATION),
                settings.get(FileOptions.EXTERNAL_UNIX).given(),
                settings.get(FileOptions.INHERITED));
    }

    private static RestoreNamespaces namespaces(Settings settings) {
        return new RestoreNamespaces(
                settings.get(NamespaceOptions.JOINED),
                settings.get(NamespaceOptions.VETH_PAIRS),
                settings.get(NamespaceOptions.WEAK_SYSCTLS),
                settings.get(NamespaceOptions.EMPTY_NET),
                settings.get(NamespaceOptions.LSM_PROFILE),
                settings.get(NamespaceOptions.LSM_MOUNT));
    }
}
