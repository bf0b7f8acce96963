package dev.stasis.engine.api.option;

import static dev.stasis.engine.api.option.OptionBuilder.flag;
import static dev.stasis.engine.api.option.OptionBuilder.option;

import java.util.List;
import java.util.Optional;

/** What is said, how loud, and where. */
final class LogOptions {
    static final int DEFAULT_VERBOSITY = 2;

    static final Setting<Optional<String>> FILE = new Setting<>("log-file", Optional.empty());
    static final Setting<Boolean> PER_PID = new Setting<>("log-pid", false);
    static final Setting<Integer> VERBOSITY = new Setting<>("verbosity", DEFAULT_VERBOSITY);
    static final Setting<Boolean> DISPLAY_STATS = new Setting<>("display-stats", false);

    private LogOptions() {}

    static List<Option<?>> all() {
        return List.of(
                option("log-file", FILE, Folds.TEXT)
                        .letter('o')
                        .takes("FILE")
                        .rpc("log_file", 10)
                        .help("write the log to this file in the work directory; '-': standard output"),
                flag("log-pid", PER_PID).on(Command.RESTORE).help("write what concerns one task to FILE.PID"),
                option("verbosity", VERBOSITY, LogOptions::louder)
                        .letter('v')
                        .mayTake("NUM")
                        .repeatable()
                        .rpc("log_level", 9)
                        .help("0: nothing, 1: errors, 2: warnings (default), 3: information and times, 4: all;"
                                + " -v, -vv: one, two more"),
                flag("display-stats", DISPLAY_STATS)
                        .on(Command.DUMP, Command.PRE_DUMP, Command.RESTORE)
                        .rpc("display_stats", 70)
                        .help("print what was measured when done"));
    }

    /** {@code -v}: one more; {@code -vv...}: one more for each; anything else: that number. */
    private static Integer louder(Integer before, Occurrence use) {
        String text = use.argument();
        if (text == null) {
            return before + 1;
        }
        if (text.startsWith("v")) {
            return before + 1 + (int) text.chars().filter(c -> c == 'v').count();
        }
        return Folds.leadingNumber(text);
    }
}
