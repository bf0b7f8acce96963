package dev.stasis.engine.api.option;

import java.util.Optional;

/**
 * Where a front end writes its log.
 *
 * @param file relative to the work directory; {@code -} is standard output; absent: standard error
 * @param verbosity highest level that is written
 * @param perPid what concerns a restored task goes to {@code file.PID}
 * @param displayStats print statistics at the end
 * @param progress tell how far long phases are, even where nobody may look
 */
public record LogSettings(
        Optional<String> file, int verbosity, boolean perPid, boolean displayStats, boolean progress) {
    public static final int DEFAULT_VERBOSITY = LogOptions.DEFAULT_VERBOSITY;

    public static LogSettings of(Settings settings) {
        return new LogSettings(
                settings.get(LogOptions.FILE),
                settings.get(LogOptions.VERBOSITY),
                settings.get(LogOptions.PER_PID),
                settings.get(LogOptions.DISPLAY_STATS),
                settings.get(OwnOptions.PROGRESS));
    }
}
