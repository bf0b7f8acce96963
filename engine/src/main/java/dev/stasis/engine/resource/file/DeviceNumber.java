package dev.stasis.engine.resource.file;

/** The kernel's two encodings of device numbers: 12 bits of major and 20 of minor, differently mixed. */
public final class DeviceNumber {
    private static final int MINOR_BITS = 20;

    private DeviceNumber() {}

    /** As the images hold it: {@code major << 20 | minor}, from what stat(2) says. */
    public static int toKernel(long stat) {
        return (major(stat) << MINOR_BITS) | minor(stat);
    }

    /** As stat(2) says it, from what the images hold. */
    public static long fromKernel(int kernel) {
        return of(kernel >>> MINOR_BITS, kernel & ((1 << MINOR_BITS) - 1));
    }

    /** As stat(2) says it. */
    public static long of(int major, int minor) {
        return Integer.toUnsignedLong((minor & 0xff) | (major << 8) | ((minor & ~0xff) << 12));
    }

    public static int major(long stat) {
        return (int) ((stat >>> 8) & 0xfff);
    }

    public static int minor(long stat) {
        return (int) ((stat & 0xff) | ((stat >>> 12) & 0xfff00));
    }
}
