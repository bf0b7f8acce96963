package dev.stasis.engine.kernel.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.TaskGone;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessFilesTest {
    @Test
    void aNameMayHoldAnything() {
        ProcessStat stat = ProcessStat.parse(
                "17 (a) b (c)) S 1 17 18 0 -1 4194304 99 0 0 0 0 0 0 0 20 -5 1 0 67692 3133440"
                        + " 362 18446744073709551615 94564756660224 2 3 0 0 0 0 0 0 0 0 0 17 1 0 2 0 0 0 45 46 47 48 49 50 51 256\n");
        assertEquals("a) b (c)", stat.name());
        assertEquals('S', stat.state());
        assertEquals(1, stat.parentPid());
        assertEquals(17, stat.processGroup());
        assertEquals(18, stat.session());
        assertEquals(4194304, stat.flags());
        assertEquals(-5, stat.nice());
        assertEquals(67692, stat.startTime());
        assertEquals(-1, stat.number(25));
        assertEquals(94564756660224L, stat.startCode());
        assertEquals(3, stat.startStack());
        assertEquals(2, stat.policy());
        assertEquals(45, stat.startData());
        assertEquals(51, stat.envEnd());
        assertEquals(256, stat.exitCode());
    }

    @Test
    void statusIsReadLineByLine() {
        ProcessStatus status = ProcessStatus.parse("""
                Name:\ttest
                TracerPid:\t5
                Uid:\t0\t1\t2\t4294967295
                Gid:\t3\t4\t5\t6
                Groups:\t7 8
                NSpid:\t100\t1
                SigBlk:\t8000000000000001
                SigIgn:\t0000000000001000
                CapBnd:\t000001ffffffffff
                NoNewPrivs:\t1
                Seccomp:\t2
                x86_Thread_features:\tshstk wrss
                """);
        assertEquals(5, status.tracer());
        assertEquals(List.of(0, 1, 2, -1), status.users());
        assertEquals(List.of(3, 4, 5, 6), status.groups());
        assertEquals(List.of(7, 8), status.supplementaryGroups());
        assertEquals(List.of(100, 1), status.namespacePids());
        assertEquals(0x8000000000000001L, status.blocked());
        assertEquals(0x1000, status.ignored());
        assertEquals(0x1ffffffffffL, status.bounding());
        assertTrue(status.noNewPrivileges());
        assertEquals(2, status.seccompMode());
        assertTrue(status.shadowStack());
        assertEquals(0, status.ambient());
    }

    @Test
    void linesThatAKernelLacksAreEmpty() {
        ProcessStatus status = ProcessStatus.parse("Name:\told\nGroups:\t\n");
        assertEquals(List.of(), status.supplementaryGroups());
        assertFalse(status.shadowStack());
        assertEquals("", status.value("CapAmb"));
    }

    @Test
    void limitsAreInTheUnitsOfTheCall() {
        List<LimitTable.Limit> limits =
                LimitTable.of((int) ProcessHandle.current().pid());
        assertEquals(16, limits.size());
        assertEquals(List.of(new LimitTable.Limit(-1, -1), new LimitTable.Limit(0, 20)), LimitTable.parse("""
                        Limit                     Soft Limit           Hard Limit           Units
                        Max cpu time              unlimited            unlimited            seconds
                        Max nice priority         0                    20
                        """));
    }

    @Test
    void whoIsGoneIsNamed() {
        assertThrows(TaskGone.class, () -> ProcessStat.of(Integer.MAX_VALUE));
    }
}
