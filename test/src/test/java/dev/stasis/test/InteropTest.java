package dev.stasis.test;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Workload;
import dev.stasis.test.workload.Workload.Tool;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The real CRIU restores what Stasis dumped, and the other way round. */
class InteropTest {
    private static final List<String> KINDS = List.of(
            "mem_anon",
            "mem_shared_fork",
            "mem_file_private",
            "mem_many",
            "regs_spin",
            "threads_tls",
            "thread_signals",
            "timers",
            "pipe_data",
            "fifo",
            "epoll",
            "signalfd",
            "timerfd",
            "unix_pair",
            "unix_named",
            "tcp_listen",
            "ghost",
            "memfd",
            "shared_offset",
            "fd_kinds",
            "sessions",
            "zombies",
            "stopped",
            "credentials",
            "task_attributes",
            "rseq",
            "python_threads");

    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @TestFactory
    Stream<DynamicTest> criuRestoresOurDump() {
        return each(Tool.OURS, Tool.PEER);
    }

    @TestFactory
    Stream<DynamicTest> weRestoreTheDumpOfCriu() {
        return each(Tool.PEER, Tool.OURS);
    }

    private static Stream<DynamicTest> each(Tool dump, Tool restore) {
        return KINDS.stream()
                .map(Workload::new)
                .map(each -> dynamicTest(each.name(), () -> each.surviveRounds(1, dump, restore)));
    }
}
