package dev.stasis.image;

import java.util.OptionalLong;

/** The number in a file's name. */
public enum Numbering {
    /** One file of the type in a set. */
    NONE(0),
    DECIMAL(10),
    /** Lower case, no prefix: ghost files and TCP streams. */
    HEX(16);

    private final int radix;

    Numbering(int radix) {
        this.radix = radix;
    }

    String text(long number) {
        return this == NONE ? "" : Long.toUnsignedString(number, radix);
    }

    /** The number that {@link #text} would write as {@code text}; other spellings of it are not names of images. */
    OptionalLong parse(String text) {
        if (this == NONE) {
            return text.isEmpty() ? OptionalLong.of(0) : OptionalLong.empty();
        }
        int longest = this == HEX ? 16 : 19;
        if (text.isEmpty() || text.length() > longest || (text.length() > 1 && text.charAt(0) == '0')) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean digit = (c >= '0' && c <= '9') || (this == HEX && c >= 'a' && c <= 'f');
            if (!digit) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(Long.parseUnsignedLong(text, radix));
    }
}
