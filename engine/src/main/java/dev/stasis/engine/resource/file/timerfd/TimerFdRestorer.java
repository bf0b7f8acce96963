package dev.stasis.engine.resource.file.timerfd;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Timerfd;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestorer;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Holder;
import dev.stasis.engine.resource.file.timerfd.TimerFd.Span;

/** Timers are armed last, so that the restore takes little of their time. */
final class TimerFdRestorer implements FileRestorer<TimerFd> {
    private static final int ITIMERSPEC = 32;
    private static final long SECOND = 1_000_000_000L;

    @Override
    public Fd open(TimerFd file, FileRestore restore) {
        Linux linux = restore.linux();
        Result result = new Result(linux.raw().call(Nr.TIMERFD_CREATE, file.clock(), Timerfd.TFD_CLOEXEC));
        Fd timer = linux.files().adopt(result, "timerfd_create", "clock " + file.clock());
        return timer.madeWhole(fresh -> FileState.setFlags(linux, fresh, file.flags()));
    }

    @Override
    public void finish(TimerFd file, Fd opened, Holder holder, FileRestore restore) {
        arm(file, opened, restore.linux());
        FileState.setOwner(restore, opened, file.owner());
    }

    /** A timer set to a point of time is set to one again; it expires when as much time is over as remained. */
    static void arm(TimerFd file, Fd timer, Linux linux) {
        try (Arena arena = new Arena()) {
            Span expiry = file.remaining();
            if (expiry.equals(Span.NOTHING) && file.ticks() != 0) {
                // A timer that repeats and had ticks unread: CRIU dumps it as it rests, with no time remaining.
                expiry = file.interval();
            }
            boolean armed = !expiry.equals(Span.NOTHING);
            if (armed && (file.settimeFlags() & Timerfd.TFD_TIMER_ABSTIME) != 0) {
                expiry = after(now(linux, file.clock(), arena), expiry);
            }
            Block value = arena.allocate(ITIMERSPEC)
                    .putLong(0, file.interval().seconds())
                    .putLong(8, file.interval().nanoseconds())
                    .putLong(16, expiry.seconds())
                    .putLong(24, expiry.nanoseconds());
            new Result(linux.raw().call(Nr.TIMERFD_SETTIME, timer.number(), file.settimeFlags(), value.address(), 0))
                    .orThrow("timerfd_settime", "a timer of clock " + file.clock());
            if (file.ticks() != 0) {
                Block ticks = arena.allocate(Long.BYTES).putLong(0, file.ticks());
                linux.files()
                        .ioctl(timer, Timerfd.TFD_IOC_SET_TICKS, ticks.address())
                        .orThrow("ioctl(TFD_IOC_SET_TICKS)", "a timer of clock " + file.clock());
            }
        }
    }

    private static Span now(Linux linux, int clock, Arena arena) {
        Block now = arena.allocate(16);
        new Result(linux.raw().call(Nr.CLOCK_GETTIME, clock, now.address())).orThrow("clock_gettime", "clock " + clock);
        return new Span(now.getLong(0), now.getLong(8));
    }

    private static Span after(Span start, Span wait) {
        long nanoseconds = start.nanoseconds() + wait.nanoseconds();
        return new Span(start.seconds() + wait.seconds() + nanoseconds / SECOND, nanoseconds % SECOND);
    }
}
