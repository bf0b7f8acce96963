package dev.stasis.image.compress;

/**
 * How a set keeps its pages.
 *
 * @param level of compression by Zstandard; {@link #PLAIN_LEVEL} for CRIU's format
 */
public record PagesForm(int level) {
    private static final int PLAIN_LEVEL = 0;

    /** CRIU's format. */
    public static final PagesForm PLAIN = new PagesForm(PLAIN_LEVEL);

    public boolean isPlain() {
        return level == PLAIN_LEVEL;
    }

    /**
     * Reads {@code plain}, {@code zstd} or {@code zstd:LEVEL}.
     *
     * @throws IllegalArgumentException with a sentence, if it is none of these
     */
    public static PagesForm parse(String text) {
        if (text.equals("plain")) {
            return PLAIN;
        }
        if (text.equals("zstd")) {
            return new PagesForm(Zstandard.DEFAULT_LEVEL);
        }
        if (text.startsWith("zstd:")) {
            int level = number(text.substring("zstd:".length()));
            if (level >= 1 && level <= Zstandard.HIGHEST_LEVEL) {
                return new PagesForm(level);
            }
        }
        throw new IllegalArgumentException("pages are kept plain, zstd or zstd:LEVEL with a level of 1 to "
                + Zstandard.HIGHEST_LEVEL + ", not " + text);
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
