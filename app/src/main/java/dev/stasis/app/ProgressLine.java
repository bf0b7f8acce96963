package dev.stasis.app;

import dev.stasis.engine.api.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Tells on standard error how far a long phase is. On a terminal that is one line, which is gone when the phase is over.
 * Elsewhere it is nothing, or, if it was asked for, a line for each event. Under CRIU's name it is only what was asked for.
 */
final class ProgressLine {
    /** Erases to the end of the line, and goes back to its begin, so that what comes next is written over it. */
    private static final String END = "\033[K\r";

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    private static final String CRIU = "criu";

    private enum Place {
        TERMINAL,
        FILE,
        NOWHERE
    }

    private final Terminal terminal;
    private final Place place;
    private boolean shown;

    private ProgressLine(Terminal terminal, Place place) {
        this.terminal = terminal;
        this.place = place;
    }

    /** @param asked for by the user */
    static ProgressLine of(Terminal terminal, boolean asked) {
        boolean wanted = asked || !terminal.name().equals(CRIU);
        if (wanted && terminal.err() == System.err && standardErrorIsATerminal()) {
            return new ProgressLine(terminal, Place.TERMINAL);
        }
        return new ProgressLine(terminal, asked ? Place.FILE : Place.NOWHERE);
    }

    void show(Progress progress) {
        if (place == Place.FILE) {
            terminal.err().print(text(progress) + "\n");
            terminal.err().flush();
        } else if (progress.finished()) {
            clear();
        } else if (place == Place.TERMINAL) {
            shown = true;
            terminal.err().print(text(progress) + END);
            terminal.err().flush();
        }
    }

    void clear() {
        if (shown) {
            shown = false;
            terminal.err().print(END);
            terminal.err().flush();
        }
    }

    /** "copy pages: 1.5 GiB of 4.0 GiB, 812.0 MiB/s". */
    static String text(Progress progress) {
        StringBuilder text = new StringBuilder(progress.phase()).append(": ").append(size(progress.doneBytes()));
        progress.totalBytes().ifPresent(total -> text.append(" of ").append(size(total)));
        return text.append(", ")
                .append(size(progress.bytesPerSecond()))
                .append("/s")
                .toString();
    }

    private static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS[unit]);
    }

    private static boolean standardErrorIsATerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException unknown) {
            return false;
        }
    }
}
