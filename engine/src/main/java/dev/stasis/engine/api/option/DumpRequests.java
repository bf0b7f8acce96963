package dev.stasis.engine.api.option;

import dev.stasis.engine.api.request.AfterDump;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.DumpFiles;
import dev.stasis.engine.api.request.DumpMemory;
import dev.stasis.engine.api.request.Freezing;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.api.request.PreDump;
import java.util.Optional;

/** Dumps and pre-dumps from settings. */
final class DumpRequests {
    private DumpRequests() {}

    static Dump dump(Settings settings, ImageDirs dirs) {
        return new Dump(
                pid(settings),
                dirs,
                settings.get(TreeOptions.AFTERWARDS).orElse(AfterDump.KILL),
                settings.get(TreeOptions.SHELL_JOB),
                freezing(settings),
                settings.get(CheckOptions.CPU_CAP),
                files(settings),
                memory(settings),
                SharedRequests.tcp(settings),
                SharedRequests.mounts(settings),
                SharedRequests.cgroups(settings),
                settings.get(NamespaceOptions.EMPTY_NET),
                SharedRequests.externals(settings),
                settings.get(TreeOptions.ALLOW_UPROBES),
                settings.get(CommonOptions.LIBDIR),
                settings.get(CommonOptions.HOOKS));
    }

    static PreDump preDump(Settings settings, ImageDirs dirs) {
        return new PreDump(
                pid(settings),
                dirs,
                freezing(settings),
                settings.get(MemoryOptions.PRE_DUMP_MODE),
                memory(settings),
                settings.get(FileOptions.FORCE_IRMAP),
                settings.get(FileOptions.IRMAP_SCAN));
    }

    private static int pid(Settings settings) {
        return settings.get(TreeOptions.TREE).orElseThrow(() -> CommandLineError.value("pid not specified"));
    }

    private static Freezing freezing(Settings settings) {
        return new Freezing(settings.get(TreeOptions.TIMEOUT), settings.get(TreeOptions.FREEZE_CGROUP));
    }

    private static DumpFiles files(Settings settings) {
        ExternalUnix external = settings.get(FileOptions.EXTERNAL_UNIX);
        return new DumpFiles(
                settings.get(FileOptions.LOCKS),
                settings.get(FileOptions.LINK_REMAP),
                settings.get(FileOptions.GHOST_LIMIT),
                settings.get(FileOptions.GHOST_FIEMAP),
                settings.get(FileOptions.FORCE_IRMAP),
                settings.get(FileOptions.IRMAP_SCAN),
                settings.get(FileOptions.VALIDATION),
                external.given(),
                external.inodes());
    }

    private static DumpMemory memory(Settings settings) {
        Optional<PageEndpoint> lazyServer =
                settings.get(MemoryOptions.LAZY) ? Optional.of(ServerRequests.endpoint(settings)) : Optional.empty();
        return new DumpMemory(
                settings.get(MemoryOptions.TRACK),
                settings.get(MemoryOptions.AUTO_DEDUP),
                lazyServer,
                ServerRequests.pageServer(settings),
                ServerRequests.statusFd(settings),
                SharedRequests.output(settings));
    }
}
