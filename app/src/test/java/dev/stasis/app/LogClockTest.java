package dev.stasis.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LogClockTest {
    @Test
    void theStampKeepsItsWidth() {
        assertEquals("(00.000001) ", LogClock.stamp(1));
        assertEquals("(12.345678) ", LogClock.stamp(12_345_678));
        assertEquals("(123.45678) ", LogClock.stamp(123_456_789));
    }
}
