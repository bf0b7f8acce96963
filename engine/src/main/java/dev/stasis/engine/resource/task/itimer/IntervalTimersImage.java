package dev.stasis.engine.resource.task.itimer;

import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.engine.resource.task.itimer.IntervalTimers.IntervalTimer;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.ItimerEntry;
import dev.stasis.image.proto.TaskTimersEntry;

/** {@code tc.timers}: real, virt, prof. */
public final class IntervalTimersImage implements TaskImage<IntervalTimers> {
    @Override
    public void write(IntervalTimers value, CoreEntry.Builder core) {
        core.getTcBuilder()
                .getTimersBuilder()
                .setReal(write(value.real()))
                .setVirt(write(value.virtual()))
                .setProf(write(value.profiling()));
    }

    @Override
    public IntervalTimers read(CoreEntry core) {
        TaskTimersEntry timers = core.getTc().getTimers();
        return new IntervalTimers(read(timers.getReal()), read(timers.getVirt()), read(timers.getProf()));
    }

    private static ItimerEntry write(IntervalTimer timer) {
        return ItimerEntry.newBuilder()
                .setIsec(timer.intervalSeconds())
                .setIusec(timer.intervalMicros())
                .setVsec(timer.seconds())
                .setVusec(timer.micros())
                .build();
    }

    private static IntervalTimer read(ItimerEntry entry) {
        return new IntervalTimer(entry.getIsec(), entry.getIusec(), entry.getVsec(), entry.getVusec());
    }
}
