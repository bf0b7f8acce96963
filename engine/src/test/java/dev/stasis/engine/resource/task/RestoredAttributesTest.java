package dev.stasis.engine.resource.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.Kinds;
import dev.stasis.engine.resource.task.credentials.Credentials;
import dev.stasis.engine.resource.task.itimer.IntervalTimers;
import dev.stasis.engine.resource.task.personality.Personality;
import dev.stasis.engine.resource.task.posixtimer.PosixTimers;
import dev.stasis.engine.resource.task.rseq.Rseq;
import dev.stasis.engine.restore.TaskBench;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.image.proto.CoreEntry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a rich process has goes through its image into a new task, in which it is found again. */
class RestoredAttributesTest {
    private static final List<String> HEADERS = List.of(
            "signal.h",
            "stdlib.h",
            "time.h",
            "sched.h",
            "grp.h",
            "fcntl.h",
            "stdio.h",
            "sys/time.h",
            "sys/mman.h",
            "sys/resource.h",
            "sys/personality.h",
            "sys/syscall.h",
            "linux/capability.h",
            "linux/securebits.h",
            "linux/membarrier.h");

    private static final String BODY = """
            signal(SIGUSR1, handler);
            signal(SIGPIPE, SIG_IGN);
            stack_t stack = {.ss_sp = mmap(0, 65536, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), .ss_size = 65536};
            sigaltstack(&stack, 0);
            sigset_t set; sigemptyset(&set); sigaddset(&set, SIGUSR2); sigprocmask(SIG_BLOCK, &set, 0);
            kill(getpid(), SIGUSR2);
            syscall(SYS_tgkill, getpid(), getpid(), SIGUSR2);
            struct itimerval it = {{100, 5}, {1000000, 7}}; setitimer(ITIMER_VIRTUAL, &it, 0);
            timer_t t; struct sigevent e = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR2};
            timer_create(CLOCK_MONOTONIC, &e, &t);
            setpriority(PRIO_PROCESS, 0, 5);
            struct sched_param p = {0}; sched_setscheduler(0, SCHED_BATCH | SCHED_RESET_ON_FORK, &p);
            struct rlimit limit = {100, 200}; setrlimit(RLIMIT_NOFILE, &limit);
            int fd = open("/proc/self/oom_score_adj", O_WRONLY); write(fd, "300", 3); close(fd);
            prctl(PR_SET_CHILD_SUBREAPER, 1);
            syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0);
            personality(ADDR_NO_RANDOMIZE);
            gid_t groups[] = {5, 20, 1000};
            setgroups(3, groups);
            for (int c = 0; c < 64; c++) if (c == CAP_SYS_TIME) prctl(PR_CAPBSET_DROP, c);
            prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP | SECBIT_NOROOT);
            setresgid(100, 101, 102);
            setresuid(2000, 2001, 2002);
            struct __user_cap_header_struct h = {_LINUX_CAPABILITY_VERSION_3, 0};
            unsigned bind = 1u << CAP_NET_BIND_SERVICE, kills = 1u << CAP_KILL;
            struct __user_cap_data_struct d[2] = {{bind | kills | 1u << CAP_SETPCAP, bind | kills | 1u << CAP_SETPCAP, bind}};
            syscall(SYS_capset, &h, d);
            prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_NET_BIND_SERVICE, 0, 0);
            d[0].effective = bind; d[0].permitted = bind | kills;
            syscall(SYS_capset, &h, d);
            prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
            prctl(PR_SET_PDEATHSIG, SIGURG);
            READY;
            for (;;) pause();
            """;

    @TempDir
    Path directory;

    @SuppressWarnings("NullAway.Init")
    private CTarget target;

    @BeforeEach
    void startTarget() throws Exception {
        Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "changing credentials needs root");
        target = CTarget.start(directory, HEADERS, "static void handler(int number) {}\n", BODY);
    }

    @AfterEach
    void endTarget() {
        if (target != null) {
            target.close();
        }
    }

    @Test
    void comeThroughTheImageIntoANewTask() {
        CoreEntry core = Frozen.ask(target.pid(), RestoredAttributesTest::image);
        TaskBench.with(thread -> {
            makeRoomForRseq(core, thread);
            for (TaskStep step : TaskStep.values()) {
                for (TaskKind<?> kind : Kinds.tasks()) {
                    if (kind.step() == step && step != TaskStep.FAREWELL) {
                        restore(kind, core, thread);
                    }
                }
            }
            Map<String, Object> found = new LinkedHashMap<>();
            FrozenProcess process = TaskBench.frozen(thread);
            try (RemoteProcess remote = Frozen.open(process)) {
                ThreadUnderDump task =
                        new ThreadUnderDump(process, process.leader(), remote.leader(), remote.scratch());
                Kinds.tasks()
                        .forEach(kind -> found.put(kind.noun(), kind.dumper().dump(task)));
            }
            for (TaskKind<?> kind : Kinds.tasks()) {
                if (kind.step() != TaskStep.FAREWELL) {
                    assertEquals(
                            timeless(kind.image().read(core)),
                            timeless(Objects.requireNonNull(found.get(kind.noun()))),
                            kind.noun());
                }
            }
            return 0;
        });
    }

    @Test
    void theTargetIsAsRichAsItShould() {
        Credentials credentials = new dev.stasis.engine.resource.task.credentials.CredentialsImage()
                .read(Frozen.ask(target.pid(), RestoredAttributesTest::image));
        assertEquals(new Credentials.Ids(2000, 2001, 2002, 2001), credentials.users());
        assertEquals(new Credentials.Ids(100, 101, 102, 101), credentials.group());
        assertEquals(List.of(5, 20, 1000), credentials.groups());
        assertEquals(1 << 10, credentials.capabilities().ambient());
        assertEquals(1 << 10 | 1 << 5, credentials.capabilities().permitted());
        assertEquals(0, credentials.capabilities().bounding() >> 25 & 1);
        assertTrue(credentials.noNewPrivileges());
    }

    private static CoreEntry image(ThreadUnderDump thread) {
        CoreEntry.Builder core = CoreEntry.newBuilder().setMtype(CoreEntry.March.X86_64);
        core.getTcBuilder().setTaskState(1).setExitCode(0);
        Kinds.tasks().forEach(kind -> write(kind, core, thread));
        return core.build();
    }

    private static <T> void write(TaskKind<T> kind, CoreEntry.Builder core, ThreadUnderDump thread) {
        kind.image().write(kind.dumper().dump(thread), core);
    }

    private static <T> void restore(TaskKind<T> kind, CoreEntry core, ThreadUnderRestore thread) {
        kind.restorer().restore(kind.image().read(core), thread);
        thread.task().run();
    }

    /** Once it is registered the kernel writes there, and the task has no memory but its own. */
    private static void makeRoomForRseq(CoreEntry core, ThreadUnderRestore thread) {
        Rseq rseq = new dev.stasis.engine.resource.task.rseq.RseqImage().read(core);
        if (rseq.registered()) {
            thread.task().call("mmap", Nr.MMAP, rseq.area().value() & -4096L, 8192, 3, 0x32, -1, 0);
        }
    }

    /** Time has gone on, and what the process did to the flags is its own. */
    private static Object timeless(Object value) {
        if (value instanceof IntervalTimers timers) {
            return List.of(timers.virtual().intervalSeconds(), timers.virtual().intervalMicros());
        }
        if (value instanceof PosixTimers timers) {
            return timers.timers().stream()
                    .map(timer -> timer.id() + " " + timer.signal())
                    .toList();
        }
        if (value instanceof Personality personality) {
            return personality.domain();
        }
        return value;
    }
}
