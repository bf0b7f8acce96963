package dev.stasis.engine.pages;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Keeps a stream of pages below a number of bytes a second: a bucket of tokens that fills with time and holds what may be
 * sent at once. The stream may run ahead by one block, whatever its size; it then waits until that is made up for.
 */
public final class BandwidthLimit {
    /** No limit: {@link #await} returns at once. */
    public static final BandwidthLimit NONE = new BandwidthLimit(Long.MAX_VALUE, System::nanoTime, nanos -> {});

    private static final long PAGE = 4096;
    private static final double NANOS = 1e9;
    /** Seconds of the rate that may be sent at once after a pause. */
    private static final double BURST = 0.1;

    private final double bytesPerSecond;
    private final LongSupplier nanoTime;
    private final Sleep sleep;
    private double tokens;
    private long seen;

    /** Waits. */
    @FunctionalInterface
    interface Sleep {
        void nanos(long nanos) throws InterruptedException;
    }

    BandwidthLimit(long bytesPerSecond, LongSupplier nanoTime, Sleep sleep) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.sleep = sleep;
        this.tokens = bytesPerSecond * BURST;
        this.seen = nanoTime.getAsLong();
    }

    /** @param bytesPerSecond at least 1; none is no limit */
    public static BandwidthLimit of(OptionalLong bytesPerSecond) {
        return bytesPerSecond.isPresent() ? of(bytesPerSecond.getAsLong()) : NONE;
    }

    /** @param bytesPerSecond at least 1 */
    public static BandwidthLimit of(long bytesPerSecond) {
        return new BandwidthLimit(
                bytesPerSecond, System::nanoTime, nanos -> Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000)));
    }

    /**
     * How much to send at a time, so that the stream flows evenly: whole pages, at least one.
     *
     * @param bytes the most, of whole pages
     */
    public long portion(long bytes) {
        return Math.min(bytes, Math.max(PAGE, (long) (bytesPerSecond * BURST) & -PAGE));
    }

    /**
     * To be called after as many bytes were sent; returns when more may be. An interrupt ends the wait, and stays set.
     */
    public synchronized void await(long bytes) {
        if (bytesPerSecond >= Long.MAX_VALUE) {
            return;
        }
        refill();
        tokens -= bytes;
        while (tokens < 0) {
            try {
                sleep.nanos((long) Math.ceil(-tokens / bytesPerSecond * NANOS));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            refill();
        }
    }

    private void refill() {
        long now = nanoTime.getAsLong();
        tokens = Math.min(bytesPerSecond * BURST, tokens + (now - seen) / NANOS * bytesPerSecond);
        seen = now;
    }
}
