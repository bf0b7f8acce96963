package dev.stasis.engine.api.option;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What of an invocation has to do with the process that was called, rather than with what it does. */
public final class Descriptors {
    private static final Set<Command> SERVERS = EnumSet.of(Command.PAGE_SERVER, Command.LAZY_PAGES, Command.SERVICE);

    private Descriptors() {}

    /** Whether a server is to go into the background. */
    public static boolean isDaemon(Invocation invocation) {
        return SERVERS.contains(invocation.command()) && invocation.settings().get(TreeOptions.DETACHED);
    }

    /** Those, beside the standard ones, that were opened for the program by whoever called it. */
    public static List<Integer> inherited(Invocation invocation) {
        Settings settings = invocation.settings();
        List<Integer> inherited = new ArrayList<>();
        settings.get(ServerOptions.SOCKET).ifPresent(inherited::add);
        ServerRequests.statusFd(settings).ifPresent(inherited::add);
        return inherited;
    }
}
