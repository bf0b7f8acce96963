package dev.stasis.engine.kernel.call;

/**
 * The one seam between the engine and the kernel. Everything above it can be run against a scripted kernel in tests.
 *
 * <p>The raw call returns what the kernel puts into the result register: a value, or {@code -errno} in
 * {@code -4095..-1}. It never throws and is safe on any thread.
 */
public interface Syscalls {
    /** Makes system call {@code nr} (x86-64 number, see {@code Nr}) on the calling thread. */
    long call(long nr, long a, long b, long c, long d, long e, long f);

    default long call(long nr) {
        return call(nr, 0, 0, 0, 0, 0, 0);
    }

    default long call(long nr, long a) {
        return call(nr, a, 0, 0, 0, 0, 0);
    }

    default long call(long nr, long a, long b) {
        return call(nr, a, b, 0, 0, 0, 0);
    }

    default long call(long nr, long a, long b, long c) {
        return call(nr, a, b, c, 0, 0, 0);
    }

    default long call(long nr, long a, long b, long c, long d) {
        return call(nr, a, b, c, d, 0, 0);
    }

    default long call(long nr, long a, long b, long c, long d, long e) {
        return call(nr, a, b, c, d, e, 0);
    }
}
