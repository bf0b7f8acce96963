package dev.stasis.engine.api.option;

import dev.stasis.engine.api.request.AfterDump;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What must hold between a command, its words and its options, in the order in which CRIU looks. */
public final class CommandRules {
    private static final Set<Command> STREAMING =
            EnumSet.of(Command.DUMP, Command.PRE_DUMP, Command.RESTORE, Command.CPUINFO);

    private CommandRules() {}

    /** Before any directory is opened. */
    public static void checkWords(Invocation invocation) {
        Settings settings = invocation.settings();
        Command command = invocation.command();
        int words = invocation.operands().size();
        if (settings.get(TreeOptions.EXEC_COMMAND)) {
            checkExec(command, words, settings);
        } else if (command == Command.CPUINFO) {
            if (words == 0) {
                throw CommandLineError.usage("cpuinfo requires an action: dump or check");
            }
        } else if (command == Command.SWRK) {
            if (words != 1 || Folds.number(invocation.operands().get(0)).isEmpty()) {
                throw CommandLineError.value("Usage: criu swrk <fd>");
            }
        } else if (words > 0) {
            throw CommandLineError.usage(
                    "excessive parameter" + (words > 1 ? "s" : "") + " for command " + command.word());
        }
        checkStream(invocation);
    }

    private static void checkExec(Command command, int words, Settings settings) {
        if (words == 0) {
            throw CommandLineError.usage("--exec-cmd requires a command");
        }
        if (command != Command.RESTORE) {
            throw CommandLineError.usage("--exec-cmd is available for the restore command only");
        }
        if (settings.get(TreeOptions.DETACHED)) {
            throw CommandLineError.usage("--restore-detached and --exec-cmd cannot be used together");
        }
    }

    private static void checkStream(Invocation invocation) {
        if (!invocation.settings().get(CommonOptions.STREAM)) {
            return;
        }
        boolean checksProcessor = invocation.command() == Command.CPUINFO
                && !invocation.operands().get(0).equals("dump");
        if (!STREAMING.contains(invocation.command()) || checksProcessor) {
            throw CommandLineError.usage(
                    "--stream cannot be used with the " + invocation.command().word() + " command");
        }
    }

    /** When directories and log are open. */
    public static void checkCombinations(Invocation invocation) {
        Settings settings = invocation.settings();
        Command command = invocation.command();
        boolean detached = settings.get(TreeOptions.DETACHED);
        if (settings.get(TreeOptions.SIBLING) && !detached) {
            throw CommandLineError.value("--restore-sibling only makes sense with --restore-detached");
        }
        int socket = settings.get(ServerOptions.SOCKET).orElse(-1);
        if (detached && socket >= 0 && socket <= 2) {
            throw CommandLineError.value("Standard file descriptors will be closed in daemon mode");
        }
        if (settings.get(MountOptions.COMPATIBLE) && command != Command.RESTORE) {
            throw CommandLineError.value("Option --mntns-compat-mode is only valid on restore");
        }
        if (settings.get(NamespaceOptions.EMPTY_NET)
                && settings.get(NamespaceOptions.JOINED).stream()
                        .anyMatch(joined -> joined.kind().word().equals("net"))) {
            throw CommandLineError.value("Conflicting flags: --join-ns and --empty-ns");
        }
        if (!settings.get(FileOptions.INHERITED).isEmpty() && command != Command.RESTORE) {
            checkOnlyDebug(settings);
        }
        checkTree(command, settings);
    }

    private static void checkOnlyDebug(Settings settings) {
        boolean real = settings.get(FileOptions.INHERITED).stream()
                .anyMatch(one -> !one.resource().startsWith(InheritFdText.DEBUG));
        if (real) {
            throw CommandLineError.value("--inherit-fd is restore-only option");
        }
    }

    private static void checkTree(Command command, Settings settings) {
        boolean dumps = command == Command.DUMP || command == Command.PRE_DUMP;
        if (dumps && settings.get(TreeOptions.TREE).isEmpty()) {
            throw CommandLineError.value("pid not specified");
        }
        if (command == Command.PRE_DUMP && settings.get(MemoryOptions.LAZY)) {
            throw CommandLineError.value("Cannot pre-dump with --lazy-pages");
        }
    }

    /** What is accepted with a warning, as in CRIU. */
    public static Optional<String> warning(Invocation invocation) {
        Settings settings = invocation.settings();
        if (invocation.command() != Command.RESTORE) {
            return Optional.empty();
        }
        if (settings.get(TreeOptions.TREE).isPresent()) {
            return Optional.of("Using -t with criu restore is obsoleted");
        }
        if (settings.isChanged(NetworkOptions.LOCK)) {
            return Optional.of("--network-lock has no effect on restore: the image set says how it was locked");
        }
        return settings.get(TreeOptions.AFTERWARDS)
                .filter(after -> after == AfterDump.RUN)
                .map(after -> "--leave-running has no effect on restore: tasks run unless --leave-stopped is given");
    }
}
