package dev.stasis.engine.resource.task;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Signal;
import dev.stasis.engine.resource.task.altstack.AlternateStack;
import dev.stasis.engine.resource.task.altstack.AlternateStackDumper;
import dev.stasis.engine.resource.task.altstack.AlternateStackRestorer;
import dev.stasis.engine.resource.task.pending.ProcessSignals;
import dev.stasis.engine.resource.task.pending.ProcessSignalsDumper;
import dev.stasis.engine.resource.task.pending.ProcessSignalsRestorer;
import dev.stasis.engine.resource.task.pending.SignalInfo;
import dev.stasis.engine.resource.task.pending.ThreadSignals;
import dev.stasis.engine.resource.task.pending.ThreadSignalsDumper;
import dev.stasis.engine.resource.task.pending.ThreadSignalsRestorer;
import dev.stasis.engine.resource.task.sigaction.SignalAction;
import dev.stasis.engine.resource.task.sigaction.SignalActions;
import dev.stasis.engine.resource.task.sigaction.SignalActionsDumper;
import dev.stasis.engine.resource.task.sigaction.SignalActionsRestorer;
import dev.stasis.engine.restore.RestoreTask;
import dev.stasis.engine.restore.StubMemory;
import dev.stasis.engine.restore.TaskBench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignalsTest {
    private static final int SIGRTMIN_PLUS_2 = 36;

    @TempDir
    Path directory;

    private CTarget target(String body) throws Exception {
        return CTarget.start(directory, List.of("signal.h", "pthread.h", "sys/mman.h"), """
                static void handler(int number) {}
                static void *thread(void *unused) {
                  sigset_t all; sigfillset(&all); pthread_sigmask(SIG_BLOCK, &all, 0);
                  union sigval v = {.sival_int = 7}; pthread_sigqueue(pthread_self(), SIGRTMIN + 2, v);
                  pthread_kill(pthread_self(), SIGUSR1);
                  *(volatile int *)unused = 1; for (;;) pause(); }
                """, body);
    }

    @Test
    void actionsAreReadWithFlagsMaskAndRestorer() throws Exception {
        String body = """
                struct sigaction a = {.sa_handler = handler, .sa_flags = SA_RESTART | SA_ONSTACK};
                sigaddset(&a.sa_mask, SIGTERM);
                sigaction(SIGUSR1, &a, 0);
                signal(SIGPIPE, SIG_IGN);
                struct sigaction child = {.sa_handler = SIG_DFL, .sa_flags = SA_NOCLDWAIT};
                sigaction(SIGCHLD, &child, 0);
                READY;
                for (;;) pause();
                """;
        try (CTarget target = target(body)) {
            SignalActions actions = Frozen.ask(target.pid(), new SignalActionsDumper()::dump);
            SignalAction caught = actions.of(Signal.SIGUSR1);
            assertEquals(Signal.SA_RESTART | Signal.SA_ONSTACK | Signal.SA_RESTORER, caught.flags());
            assertEquals(1L << (Signal.SIGTERM - 1), caught.mask());
            assertEquals(Signal.SIG_IGN, actions.of(Signal.SIGPIPE).handler());
            assertEquals(Signal.SA_NOCLDWAIT, actions.of(Signal.SIGCHLD).flags() & 0xff);
            assertEquals(SignalAction.DEFAULT, actions.of(Signal.SIGUSR2));
        }
    }

    @Test
    void actionsAreSetAndTrapComesByItself() {
        SignalAction action = new SignalAction(0x1234, Signal.SA_RESTORER | Signal.SA_SIGINFO, 0x5678, 0x8000);
        SignalActions actions = new SignalActions(
                Map.of(Signal.SIGUSR1, action, Signal.SIGTRAP, action, 64, new SignalAction(1, 0, 0, 0)));
        TaskBench.with(thread -> {
            RestoreTask task = thread.task();
            new SignalActionsRestorer().restore(actions, thread);
            assertArrayEquals(action.bytes(), askAction(task, Signal.SIGUSR1));
            assertArrayEquals(actions.of(64).bytes(), askAction(task, 64));
            assertArrayEquals(SignalAction.DEFAULT.bytes(), askAction(task, Signal.SIGTRAP));
            SignalActionsRestorer.restoreTrap(actions, task, task.stubSyscall());
            StubMemory.Shared answer = task.allocate(SignalAction.BYTES);
            task.callAt(
                    task.stubSyscall(),
                    Nr.RT_SIGACTION,
                    Signal.SIGTRAP,
                    0,
                    answer.there().value(),
                    8);
            assertArrayEquals(action.bytes(), answer.here().getBytes(0, SignalAction.BYTES));
            return 0;
        });
    }

    private static byte[] askAction(RestoreTask task, int signal) {
        task.run();
        StubMemory.Shared answer = task.allocate(SignalAction.BYTES);
        task.call("rt_sigaction", Nr.RT_SIGACTION, signal, 0, answer.there().value(), 8);
        return answer.here().getBytes(0, SignalAction.BYTES);
    }

    @Test
    void alternateStacksAreReadAndSet() throws Exception {
        String body = """
                stack_t stack = {.ss_sp = mmap(0, 65536, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), .ss_size = 65536};
                sigaltstack(&stack, 0);
                READY;
                for (;;) pause();
                """;
        AlternateStack dumped;
        try (CTarget target = target(body)) {
            dumped = Frozen.ask(target.pid(), new AlternateStackDumper()::dump);
        }
        assertEquals(65536, dumped.size());
        assertEquals(0, dumped.flags());
        TaskBench.with(thread -> {
            new AlternateStackRestorer().restore(AlternateStack.NONE, thread);
            new AlternateStackRestorer().restore(dumped, thread);
            thread.task().run();
            StubMemory.Shared answer = thread.task().allocate(24);
            thread.task().call("sigaltstack", Nr.SIGALTSTACK, 0, answer.there().value());
            assertEquals(dumped.start(), answer.here().getLong(0));
            assertEquals(dumped.size(), answer.here().getLong(16));
            return 0;
        });
    }

    @Test
    void pendingSignalsKeepOrderOriginAndQueue() throws Exception {
        String body = """
                sigset_t set; sigfillset(&set); sigprocmask(SIG_BLOCK, &set, 0);
                kill(getpid(), SIGUSR2);
                for (int i = 0; i < 40; i++) { union sigval v = {.sival_int = i}; sigqueue(getpid(), SIGRTMIN + 2, v); }
                volatile int started = 0; pthread_t t; pthread_create(&t, 0, thread, (void *)&started);
                while (!started) usleep(100);
                READY;
                for (;;) pause();
                """;
        ProcessSignals shared;
        ThreadSignals own;
        try (CTarget target = target(body)) {
            shared = Frozen.ask(target.pid(), new ProcessSignalsDumper()::dump);
            own = Frozen.askOther(target.pid(), new ThreadSignalsDumper()::dump);
        }
        assertEquals(41, shared.queue().size());
        assertEquals(Signal.SIGUSR2, shared.queue().get(0).signal());
        assertEquals(Signal.SI_USER, shared.queue().get(0).code());
        assertEquals(2, own.queue().size());
        assertEquals(SIGRTMIN_PLUS_2, own.queue().get(0).signal());
        assertEquals(Signal.SI_TKILL, own.queue().get(1).code());
        TaskBench.with(thread -> {
            new ProcessSignalsRestorer().restore(shared, thread);
            new ThreadSignalsRestorer().restore(own, thread);
            thread.task().run();
            assertEquals(shared.queue(), queue(thread, true));
            assertEquals(own.queue(), queue(thread, false));
            return 0;
        });
    }

    @Test
    void aPendingTrapIsLeftOutWithAWord() {
        byte[] trap = new byte[SignalInfo.BYTES];
        trap[0] = Signal.SIGTRAP;
        TaskBench.with(thread -> {
            List<String> words = new ArrayList<>();
            ThreadUnderRestore told = new ThreadUnderRestore(thread.task(), thread.pid(), new RecordedLog(words));
            new ThreadSignalsRestorer().restore(new ThreadSignals(List.of(SignalInfo.of(trap))), told);
            thread.task().call("getpid", Nr.GETPID);
            assertEquals(List.of(), queue(thread, false));
            assertEquals(1, words.size());
            return 0;
        });
    }

    private static List<SignalInfo> queue(ThreadUnderRestore thread, boolean shared) {
        return thread.task().tracee().pendingSignals(shared).stream()
                .map(SignalInfo::of)
                .toList();
    }
}
