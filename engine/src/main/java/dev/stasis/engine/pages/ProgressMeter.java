package dev.stasis.engine.pages;

import dev.stasis.engine.api.Progress;
import dev.stasis.engine.api.ProgressListener;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Counts the bytes of one phase and tells the listener a few times a second how far it is. Bytes may be added by several
 * threads; the listener is called by one at a time.
 */
public final class ProgressMeter implements AutoCloseable {
    private static final long NANOS = 1_000_000_000;
    private static final long INTERVAL = NANOS / 4;

    private final ProgressListener listener;
    private final String phase;
    private final LongSupplier nanoTime;
    private final long begin;
    private long total;
    private long done;
    private long told;
    private long toldBytes;
    private boolean anythingTold;

    ProgressMeter(ProgressListener listener, String phase, OptionalLong total, LongSupplier nanoTime) {
        this.listener = listener;
        this.phase = phase;
        this.nanoTime = nanoTime;
        this.total = total.orElse(-1);
        this.begin = nanoTime.getAsLong();
        this.told = begin;
    }

    /**
     * Begins a phase.
     *
     * @param total bytes that it will take, if that is known
     */
    public static ProgressMeter start(ProgressListener listener, String phase, OptionalLong total) {
        return new ProgressMeter(listener, phase, total, System::nanoTime);
    }

    /** The phase turns out to be longer: by as many bytes. */
    public synchronized void expect(long bytes) {
        total = Math.max(0, total) + bytes;
    }

    public synchronized void add(long bytes) {
        done += bytes;
        long now = nanoTime.getAsLong();
        if (now - told >= INTERVAL) {
            tell(rate(done - toldBytes, now - told), false);
            told = now;
            toldBytes = done;
        }
    }

    /** Bytes so far. */
    public synchronized long done() {
        return done;
    }

    /** The phase is over. Short phases end without a word. */
    @Override
    public synchronized void close() {
        if (anythingTold) {
            tell(rate(done, nanoTime.getAsLong() - begin), true);
            anythingTold = false;
        }
    }

    private void tell(long rate, boolean finished) {
        anythingTold = true;
        OptionalLong all = total < 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(total, done));
        listener.progressed(new Progress(phase, done, all, rate, finished));
    }

    private static long rate(long bytes, long nanos) {
        return nanos <= 0 ? 0 : (long) (bytes * ((double) NANOS / nanos));
    }
}
