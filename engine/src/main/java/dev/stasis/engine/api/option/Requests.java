package dev.stasis.engine.api.option;

import dev.stasis.engine.api.request.Check;
import dev.stasis.engine.api.request.CpuInfo;
import dev.stasis.engine.api.request.Dedup;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.LazyPages;
import dev.stasis.engine.api.request.PageServer;
import dev.stasis.engine.api.request.Request;
import dev.stasis.engine.api.request.Service;
import dev.stasis.engine.api.request.Swrk;
import java.nio.file.Path;
import java.util.Optional;

/** Makes the request that an invocation asks for. */
public final class Requests {
    private static final Path DEFAULT_SOCKET = Path.of("criu_service.socket");

    private Requests() {}

    /** Empty for the withdrawn commands {@code exec} and {@code show}, which only have a message. */
    public static Optional<Request> of(Invocation invocation, ImageDirs dirs) {
        Settings settings = invocation.settings();
        return switch (invocation.command()) {
            case DUMP -> Optional.of(DumpRequests.dump(settings, dirs));
            case PRE_DUMP -> Optional.of(DumpRequests.preDump(settings, dirs));
            case RESTORE -> Optional.of(RestoreRequests.restore(settings, dirs, invocation.operands()));
            case CHECK -> Optional.of(check(settings));
            case CPUINFO -> Optional.of(cpuInfo(invocation, dirs));
            case DEDUP -> Optional.of(new Dedup(dirs));
            case PAGE_SERVER ->
                Optional.of(new PageServer(
                        dirs,
                        ServerRequests.endpoint(settings),
                        ServerRequests.serving(settings),
                        settings.get(MemoryOptions.LAZY),
                        settings.get(MemoryOptions.AUTO_DEDUP),
                        SharedRequests.output(settings)));
            case LAZY_PAGES ->
                Optional.of(new LazyPages(dirs, ServerRequests.pageServer(settings), ServerRequests.serving(settings)));
            case SERVICE -> Optional.of(service(settings, dirs));
            case SWRK ->
                Optional.of(new Swrk(Integer.parseInt(invocation.operands().get(0))));
            case EXEC, SHOW -> Optional.empty();
        };
    }

    private static Check check(Settings settings) {
        CheckOptions.Scope scope = settings.get(CheckOptions.SCOPE);
        return new Check(scope.extra(), scope.experimental(), settings.get(CheckOptions.FEATURE));
    }

    private static CpuInfo cpuInfo(Invocation invocation, ImageDirs dirs) {
        CpuInfo.Action action = switch (invocation.operands().get(0)) {
            case "dump" -> CpuInfo.Action.DUMP;
            case "check" -> CpuInfo.Action.CHECK;
            default ->
                throw CommandLineError.usage(
                        "unknown command: cpuinfo " + invocation.operands().get(0));
        };
        return new CpuInfo(action, dirs, invocation.settings().get(CheckOptions.CPU_CAP));
    }

    private static Service service(Settings settings, ImageDirs dirs) {
        Path socket = settings.get(ServerOptions.ADDRESS).map(Path::of).orElse(DEFAULT_SOCKET);
        return new Service(dirs.work(), socket, ServerRequests.serving(settings));
    }
}
