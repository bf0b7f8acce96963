package dev.stasis.image.tool;

import java.math.BigInteger;

/** Device numbers as {@code major:minor}. */
final class DeviceText {
    private DeviceText() {}

    /** @param packed as stat(2) gives it; else the kernel's own form, 12 bits and 20 */
    static String text(int device, boolean packed) {
        int major = packed ? (device >>> 8) & 0xfff : device >>> 20;
        int minor = packed ? (device & 0xff) | ((device >>> 12) & 0xfff00) : device & 0xfffff;
        return major + ":" + minor;
    }

    static int value(String text, boolean packed) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return (int) Numbers.fit(Numbers.parse(text), Integer.SIZE);
        }
        int major = part(text.substring(0, colon), 0xfff);
        int minor = part(text.substring(colon + 1), 0xfffff);
        return packed ? (minor & 0xff) | (major << 8) | ((minor & 0xfff00) << 12) : (major << 20) | minor;
    }

    private static int part(String text, int limit) {
        BigInteger number = Numbers.parse(text);
        if (number.signum() < 0 || number.compareTo(BigInteger.valueOf(limit)) > 0) {
            throw new BadImageText(text + " is no part of a device number");
        }
        return number.intValue();
    }
}
