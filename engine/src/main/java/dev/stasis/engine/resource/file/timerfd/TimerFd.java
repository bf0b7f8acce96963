package dev.stasis.engine.resource.file.timerfd;

import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileOwner;

/**
 * A timer that is read.
 *
 * @param flags open file status flags
 * @param clock CLOCK_* of linux/time.h
 * @param ticks expirations that were not read yet
 * @param settimeFlags as it was set: TFD_TIMER_ABSTIME, TFD_TIMER_CANCEL_ON_SET
 * @param remaining until it expires; nothing when it is not armed
 * @param interval nothing when it does not repeat
 */
public record TimerFd(
        int flags, FileOwner owner, int clock, long ticks, int settimeFlags, Span remaining, Span interval) {
    public static final FileKind<TimerFd> KIND =
            new FileKind<>("timerfd", TimerFd.class, new TimerFdDumper(), new TimerFdRestorer(), new TimerFdImage());

    /** struct timespec. */
    public record Span(long seconds, long nanoseconds) {
        static final Span NOTHING = new Span(0, 0);
    }
}
