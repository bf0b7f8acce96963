package dev.stasis.image.tool;

import java.math.BigInteger;

/** Numbers as text: decimal, or hexadecimal behind 0x. */
final class Numbers {
    private Numbers() {}

    static BigInteger parse(String text) {
        try {
            return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
        } catch (NumberFormatException none) {
            throw new BadImageText("\"" + text + "\" is no number");
        }
    }

    /** The number in {@code bits} bits, whether it was written with sign or without. */
    static long fit(BigInteger number, int bits) {
        BigInteger limit = BigInteger.ONE.shiftLeft(bits);
        BigInteger least = BigInteger.ONE.shiftLeft(bits - 1).negate();
        if (number.compareTo(limit) >= 0 || number.compareTo(least) < 0) {
            throw new BadImageText(number + " does not fit in " + bits + " bits");
        }
        return number.longValue();
    }
}
