package dev.stasis.engine.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.engine.api.Progress;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.stats.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {
    private static final long SECOND = 1_000_000_000;

    private final Heard heard = new Heard();
    private long now;

    private static final class Heard implements ProgressListener {
        final List<Progress> events = new ArrayList<>();

        @Override
        public void entered(String stage) {}

        @Override
        public void progressed(Progress progress) {
            events.add(progress);
        }

        @Override
        public void measured(Statistics statistics) {}

        @Override
        public void print(String line) {}
    }

    private ProgressMeter meter(OptionalLong total) {
        return new ProgressMeter(heard, "copy", total, () -> now);
    }

    @Test
    void tellsAFewTimesASecondAndAtTheEnd() {
        try (ProgressMeter meter = meter(OptionalLong.of(4000))) {
            for (int i = 0; i < 20; i++) {
                now += SECOND / 10;
                meter.add(100);
            }
        }
        assertEquals(7, heard.events.size());
        assertEquals(new Progress("copy", 300, OptionalLong.of(4000), 1000, false), heard.events.get(0));
        assertEquals(new Progress("copy", 2000, OptionalLong.of(4000), 1000, true), heard.events.get(6));
    }

    @Test
    void aShortPhaseSaysNothing() {
        try (ProgressMeter meter = meter(OptionalLong.empty())) {
            meter.add(1 << 20);
        }
        assertEquals(List.of(), heard.events);
    }

    @Test
    void theTotalGrowsAndIsNeverBelowWhatIsDone() {
        ProgressMeter meter = meter(OptionalLong.empty());
        meter.expect(100);
        meter.expect(50);
        now += SECOND;
        meter.add(120);
        now += SECOND;
        meter.add(120);
        assertEquals(OptionalLong.of(150), heard.events.get(0).totalBytes());
        assertEquals(OptionalLong.of(240), heard.events.get(1).totalBytes());
    }
}
