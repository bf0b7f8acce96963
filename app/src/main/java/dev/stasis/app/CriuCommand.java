package dev.stasis.app;

import dev.stasis.engine.StasisEngine;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.StasisException;
import dev.stasis.engine.api.option.CommandLine;
import dev.stasis.engine.api.option.CommandLineError;
import dev.stasis.engine.api.option.CommandRules;
import dev.stasis.engine.api.option.Directories;
import dev.stasis.engine.api.option.Environment;
import dev.stasis.engine.api.option.Invocation;
import dev.stasis.engine.api.option.LogSettings;
import dev.stasis.engine.api.option.Parsed;
import dev.stasis.engine.api.option.Refusals;
import dev.stasis.engine.api.option.Requests;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One run of CRIU's command line: read, check in CRIU's order, carry out, show. */
final class CriuCommand {
    private static final int WITHDRAWN = 255;

    private final Terminal terminal;
    private final Environment environment;
    private final Path start;
    private final LogClock clock = new LogClock(System.nanoTime());

    CriuCommand(Terminal terminal, Environment environment, Path start) {
        this.terminal = terminal;
        this.environment = environment;
        this.start = start;
    }

    /** Returns the exit code. */
    int run(List<String> words) {
        if (words.isEmpty()) {
            terminal.out().print(HelpText.usage(terminal.name()));
            return Outcome.FAILURE;
        }
        try {
            Parsed parsed = new CommandLine(environment).parse(words);
            if (parsed instanceof Invocation invocation) {
                return run(invocation);
            }
            terminal.out()
                    .print(parsed instanceof Parsed.Help ? HelpText.full(terminal.name()) : Version.text() + "\n");
            return Outcome.SUCCESS;
        } catch (CommandLineError error) {
            return reject(error);
        }
    }

    private int reject(CommandLineError error) {
        if (error.kind() == CommandLineError.Kind.SYNTAX) {
            terminal.err().print(terminal.name() + ": " + error.getMessage() + "\n");
        } else {
            early(LogSettings.DEFAULT_VERBOSITY).error(error);
        }
        if (error.kind() != CommandLineError.Kind.VALUE) {
            terminal.out().print(HelpText.usage(terminal.name()));
        }
        return Outcome.FAILURE;
    }

    private LogFile early(int verbosity) {
        return LogFile.onStandardError(terminal, verbosity, clock);
    }

    private int run(Invocation invocation) {
        LogSettings settings = LogSettings.of(invocation.settings());
        LogFile early = early(settings.verbosity());
        try {
            Privileges.check();
        } catch (BadRequest error) {
            early.error(error);
            return Outcome.FAILURE;
        }
        CommandRules.checkWords(invocation);
        if (ServerInBackground.isAskedFor(invocation)) {
            return ServerInBackground.start(invocation, early);
        }
        ImageDirs dirs;
        LogFile log;
        try {
            dirs = Directories.of(invocation, start);
            log = LogFile.open(settings, dirs.work(), terminal, clock);
        } catch (CommandLineError error) {
            early.error(error);
            return Outcome.FAILURE;
        }
        try (log) {
            return new LoggedRun(terminal, log, settings).run(invocation, dirs);
        }
    }

    /** What happens once the log is open: every failure ends in it. */
    private record LoggedRun(Terminal terminal, LogFile log, LogSettings settings) {
        int run(Invocation invocation, ImageDirs dirs) {
            log.info("Version: " + Version.CRIU + " (Stasis " + Version.stasis() + ")");
            log.debug("Command: " + invocation.command().word() + " with images in " + dirs.images());
            try {
                CommandRules.checkCombinations(invocation);
                Refusals.check(invocation);
                CommandRules.warning(invocation).ifPresent(log::warn);
                Optional<Request> request = Requests.of(invocation, dirs);
                return request.isPresent() ? carryOut(request.get()) : withdrawn(invocation);
            } catch (CommandLineError error) {
                fail(error, String.valueOf(error.getMessage()));
                if (error.kind() != CommandLineError.Kind.VALUE) {
                    terminal.out().print(HelpText.usage(terminal.name()));
                }
            } catch (StasisException error) {
                fail(error, String.valueOf(error.getMessage()));
                closing(invocation).ifPresent(line -> log.error(error, line));
            } catch (RuntimeException bug) {
                fail(bug, "internal error, please report it: " + bug);
                closing(invocation).ifPresent(line -> log.error(bug, line));
                for (StackTraceElement frame : bug.getStackTrace()) {
                    log.debug("    at " + frame);
                }
            }
            return Outcome.FAILURE;
        }

        private int carryOut(Request request) {
            ProgressLine line = ProgressLine.of(terminal, settings.progress());
            try {
                TerminalListener listener = new TerminalListener(terminal, log, settings.displayStats(), line);
                return new StasisEngine(log).run(request, listener).exitCode();
            } finally {
                line.clear();
            }
        }

        /** In the log; and on the terminal, when the log is not what its user sees. */
        private void fail(Throwable error, String message) {
            log.error(error, message);
            if (log.isHidden() && log.shows(dev.stasis.engine.api.Log.Level.ERROR)) {
                terminal.err().print(terminal.name() + ": " + message + "\n");
            }
        }

        /** The line that CRIU's users search for. */
        private static Optional<String> closing(Invocation invocation) {
            return switch (invocation.command()) {
                case DUMP -> Optional.of("Dumping FAILED.");
                case PRE_DUMP -> Optional.of("Pre-dumping FAILED.");
                case RESTORE -> Optional.of("Restoring FAILED.");
                default -> Optional.empty();
            };
        }

        private int withdrawn(Invocation invocation) {
            String word = invocation.command().word();
            if (word.equals("exec")) {
                log.error("The \"exec\" action is deprecated by the Compel library.");
            } else {
                log.error("The \"show\" action is deprecated by the CRIT utility.");
                log.error("To view an image use the \"stasis images show $name\" command.");
            }
            return WITHDRAWN;
        }
    }
}
