package dev.stasis.app;

/** Times of log lines: {@code (SS.UUUUUU) } since the start. The field keeps its width: from 100 s on decimals go. */
final class LogClock {
    private static final int WIDTH = "00.000000".length();
    private static final long MICROS = 1_000_000;

    private final long start;

    LogClock(long startNanos) {
        start = startNanos;
    }

    String stamp() {
        return stamp((System.nanoTime() - start) / 1000);
    }

    static String stamp(long micros) {
        String seconds = pad(micros / MICROS, 2);
        String text = seconds + "." + pad(micros % MICROS, 6);
        return "(" + text.substring(0, WIDTH) + ") ";
    }

    private static String pad(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
