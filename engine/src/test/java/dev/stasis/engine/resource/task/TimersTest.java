package dev.stasis.engine.resource.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Signal;
import dev.stasis.engine.kernel.abi.Time;
import dev.stasis.engine.kernel.proc.TimerList;
import dev.stasis.engine.resource.task.itimer.IntervalTimers;
import dev.stasis.engine.resource.task.itimer.IntervalTimersDumper;
import dev.stasis.engine.resource.task.itimer.IntervalTimersRestorer;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers.PosixTimer;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers.Setting;
import dev.stasis.engine.resource.task.posixtimer.PosixTimersDumper;
import dev.stasis.engine.resource.task.posixtimer.PosixTimersRestorer;
import dev.stasis.engine.restore.StubMemory;
import dev.stasis.engine.restore.TaskBench;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimersTest {
    private static final String BODY = """
            struct itimerval it = {{100, 5}, {1000000, 7}};
            setitimer(ITIMER_REAL, &it, 0);
            setitimer(ITIMER_PROF, &it, 0);
            timer_t a, b, c;
            struct sigevent e = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR2, .sigev_value.sival_ptr = (void *)0x1234};
            timer_create(CLOCK_MONOTONIC, &e, &a);
            timer_create(CLOCK_REALTIME, 0, &b);
            e.sigev_notify = SIGEV_NONE;
            timer_create(CLOCK_MONOTONIC, &e, &c);
            timer_delete(b);
            struct itimerspec its = {{50, 1}, {5000000, 3}};
            timer_settime(a, 0, &its, 0);
            READY;
            for (;;) pause();
            """;

    @TempDir
    Path directory;

    private CTarget target() throws Exception {
        return CTarget.start(directory, List.of("signal.h", "time.h", "sys/time.h"), "", BODY);
    }

    @Test
    void intervalTimersGoOnWithWhatWasLeft() throws Exception {
        IntervalTimers dumped;
        try (CTarget target = target()) {
            dumped = Frozen.ask(target.pid(), new IntervalTimersDumper()::dump);
        }
        assertEquals(100, dumped.real().intervalSeconds());
        assertEquals(5, dumped.real().intervalMicros());
        assertTrue(dumped.real().seconds() > 900_000 && dumped.real().seconds() <= 1_000_000);
        assertEquals(new IntervalTimers.IntervalTimer(0, 0, 0, 0), dumped.virtual());
        TaskBench.with(thread -> {
            new IntervalTimersRestorer().restore(dumped, thread);
            thread.task().run();
            StubMemory.Shared answer = thread.task().allocate(32);
            thread.task()
                    .call(
                            "getitimer",
                            Nr.GETITIMER,
                            Time.ITIMER_REAL,
                            answer.there().value());
            assertEquals(100, answer.here().getLong(0));
            assertTrue(answer.here().getLong(16) > 900_000
                    && answer.here().getLong(16) <= dumped.real().seconds());
            return 0;
        });
    }

    @Test
    void aTimerThatWaitsForItsSignalToBeTakenGoesOn() throws Exception {
        String body = """
                sigset_t set; sigemptyset(&set); sigaddset(&set, SIGALRM); sigprocmask(SIG_BLOCK, &set, 0);
                struct itimerval it = {{1000, 0}, {0, 1}};
                setitimer(ITIMER_REAL, &it, 0);
                do sigpending(&set); while (!sigismember(&set, SIGALRM));
                READY;
                for (;;) pause();
                """;
        IntervalTimers dumped;
        try (CTarget target = CTarget.start(directory, List.of("signal.h", "sys/time.h"), "", body)) {
            dumped = Frozen.ask(target.pid(), new IntervalTimersDumper()::dump);
        }
        assertEquals(new IntervalTimers.IntervalTimer(1000, 0, 1000, 0), dumped.real());
        IntervalTimers asCriuWritesIt = new IntervalTimers(
                new IntervalTimers.IntervalTimer(1000, 0, 0, 0), dumped.virtual(), dumped.profiling());
        TaskBench.with(thread -> {
            new IntervalTimersRestorer().restore(asCriuWritesIt, thread);
            thread.task().run();
            StubMemory.Shared answer = thread.task().allocate(32);
            thread.task()
                    .call(
                            "getitimer",
                            Nr.GETITIMER,
                            Time.ITIMER_REAL,
                            answer.there().value());
            assertEquals(1000, answer.here().getLong(0));
            assertTrue(answer.here().getLong(16) > 0);
            return 0;
        });
    }

    @Test
    void posixTimersComeBackAtTheirIds() throws Exception {
        PosixTimers dumped;
        List<TimerList.Timer> before;
        try (CTarget target = target()) {
            dumped = Frozen.ask(target.pid(), new PosixTimersDumper()::dump);
            before = TimerList.of(target.pid());
        }
        assertEquals(List.of(0, 2), dumped.timers().stream().map(PosixTimer::id).toList());
        assertEquals(50, dumped.timers().get(0).setting().intervalSeconds());
        TaskBench.with(thread -> {
            new PosixTimersRestorer().restore(dumped, thread);
            thread.task().run();
            assertEquals(withoutTarget(before), withoutTarget(TimerList.of(thread.pid())));
            StubMemory.Shared answer = thread.task().allocate(32);
            thread.task()
                    .call("timer_gettime", Nr.TIMER_GETTIME, 0, answer.there().value());
            assertEquals(50, answer.here().getLong(0));
            assertTrue(answer.here().getLong(16) > 4_900_000);
            return 0;
        });
    }

    private static List<TimerList.Timer> withoutTarget(List<TimerList.Timer> timers) {
        return timers.stream()
                .map(timer ->
                        new TimerList.Timer(timer.id(), timer.signal(), timer.value(), timer.way(), 0, timer.clock()))
                .sorted(java.util.Comparator.comparingInt(TimerList.Timer::id))
                .toList();
    }

    @Test
    void highIdsAreReachedByCountingToo() {
        Setting off = new Setting(0, 0, 0, 0);
        PosixTimer timer = new PosixTimer(5000, 1, Signal.SIGUSR1, Signal.SIGEV_SIGNAL, 5, 0, off, 0);
        TaskBench.with(thread -> {
            PosixTimersRestorer.restoreByCounting(new PosixTimers(List.of(timer)), thread);
            thread.task().run();
            assertEquals(
                    List.of(5000),
                    TimerList.of(thread.pid()).stream().map(TimerList.Timer::id).toList());
            return 0;
        });
    }

    @Test
    void timersOfAThreadNameIt() {
        TimerList.Timer timer = TimerList.parse(
                        "ID: 3\nsignal: 34/00000000000000ff\nnotify: signal/tid.77\nClockID: -6\n")
                .get(0);
        assertEquals(new TimerList.Timer(3, 34, 255, Signal.SIGEV_THREAD_ID, 77, -6), timer);
    }
}
