package dev.stasis.engine.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BandwidthLimitTest {
    private static final long SECOND = 1_000_000_000;

    private long now;
    private long slept;

    private BandwidthLimit limit(long bytesPerSecond) {
        return new BandwidthLimit(bytesPerSecond, () -> now, nanos -> {
            now += nanos;
            slept += nanos;
        });
    }

    @Test
    void aSteadyStreamTakesAsLongAsItsRateSays() {
        BandwidthLimit limit = limit(1_000_000);
        for (int block = 0; block < 1000; block++) {
            limit.await(10_000);
        }
        // 10 MB at 1 MB a second, less what may be sent at once
        assertEquals(9.9, slept / (double) SECOND, 0.001);
    }

    @Test
    void aBlockLargerThanTheBucketIsMadeUpFor() {
        BandwidthLimit limit = limit(1000);
        limit.await(5000);
        assertEquals(4.9, slept / (double) SECOND, 0.001);
    }

    @Test
    void aPauseDoesNotAllowMoreThanABurst() {
        BandwidthLimit limit = limit(1000);
        limit.await(100);
        now += 3600 * SECOND;
        limit.await(100);
        assertEquals(0, slept);
        limit.await(1000);
        assertEquals(1.0, slept / (double) SECOND, 0.001);
    }

    @Test
    void withoutALimitNothingWaits() {
        BandwidthLimit.NONE.await(Long.MAX_VALUE / 2);
        assertEquals(1 << 20, BandwidthLimit.NONE.portion(1 << 20));
    }

    @Test
    void anInterruptEndsTheWait() {
        BandwidthLimit limit = new BandwidthLimit(1, () -> now, nanos -> {
            throw new InterruptedException();
        });
        limit.await(1 << 20);
        assertTrue(Thread.interrupted());
    }

    @Test
    void portionsAreWholePagesAndAPageAtLeast() {
        assertEquals(4096, limit(10).portion(1 << 20));
        assertEquals(98_304, limit(1_000_000).portion(1 << 20));
        assertEquals(8192, limit(1_000_000).portion(8192));
    }
}
