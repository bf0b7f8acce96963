package dev.stasis.engine.resource.task.posixtimer;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Signal;
import dev.stasis.engine.kernel.proc.TimerList;
import dev.stasis.engine.resource.task.TaskDumper;
import dev.stasis.engine.resource.task.ThreadUnderDump;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers.PosixTimer;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers.Setting;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads the list from /proc, and asks for each timer's times inside the leader. */
public final class PosixTimersDumper implements TaskDumper<PosixTimers> {
    @Override
    public PosixTimers dump(ThreadUnderDump thread) {
        List<PosixTimer> timers = new ArrayList<>();
        for (TimerList.Timer timer : TimerList.of(thread.pid())) {
            timers.add(ask(thread, timer));
        }
        return new PosixTimers(timers);
    }

    private static PosixTimer ask(ThreadUnderDump thread, TimerList.Timer timer) {
        String subject = "timer " + timer.id() + " of process " + thread.pid();
        long overrun = thread.remote().call(Nr.TIMER_GETOVERRUN, timer.id()).orThrow("timer_getoverrun", subject);
        thread.remote()
                .call(Nr.TIMER_GETTIME, timer.id(), thread.scratch().at(0))
                .orThrow("timer_gettime", subject);
        ByteBuffer times = thread.scratch().read(0, Setting.BYTES);
        Setting setting = new Setting(times.getLong(0), times.getLong(8), times.getLong(16), times.getLong(24));
        int target = (timer.way() & Signal.SIGEV_THREAD_ID) != 0 ? timer.target() : 0;
        return new PosixTimer(
                timer.id(), timer.clock(), timer.signal(), timer.way(), timer.value(), (int) overrun, setting, target);
    }
}
