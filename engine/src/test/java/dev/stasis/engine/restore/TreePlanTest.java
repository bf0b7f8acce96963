package dev.stasis.engine.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.restore.TreePlan.Member;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreePlanTest {
    private static List<String> plan(boolean shellJob, Member... tree) {
        return TreePlan.of(List.of(tree), shellJob).stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void aChildInheritsSessionAndGroup() {
        assertEquals(
                List.of("the seed clones its sibling 10", "process 10 starts a session", "process 10 clones 11"),
                plan(false, new Member(10, 0, 10, 10), new Member(11, 10, 10, 10)));
    }

    @Test
    void groupsAreMadeByTheirLeadersFirst() {
        assertEquals(
                List.of(
                        "the seed clones its sibling 10",
                        "process 10 starts a session",
                        "process 10 clones 11",
                        "process 10 clones 12",
                        "process 12 starts a process group",
                        "process 11 joins process group 12"),
                plan(false, new Member(10, 0, 10, 10), new Member(11, 10, 12, 10), new Member(12, 10, 12, 10)));
    }

    @Test
    void aChildOfAnotherSessionIsClonedBeforeItsParentLeavesIt() {
        assertEquals(
                List.of(
                        "the seed clones its sibling 10",
                        "process 10 starts a session",
                        "process 10 clones 11",
                        "process 11 clones 12",
                        "process 11 starts a session",
                        "process 11 clones 13"),
                plan(
                        false,
                        new Member(10, 0, 10, 10),
                        new Member(11, 10, 11, 11),
                        new Member(12, 11, 10, 10),
                        new Member(13, 11, 11, 11)));
    }

    @Test
    void aSessionWhoseLeaderHasEndedGetsAHelper() {
        assertEquals(
                List.of(
                        "the seed clones its sibling 10",
                        "process 10 starts a session",
                        "process 10 clones 20",
                        "process 20 starts a session",
                        "process 20 clones its sibling 21",
                        "helper process 20 ends, reaped by 10"),
                plan(false, new Member(10, 0, 10, 10), new Member(21, 10, 20, 20)));
    }

    @Test
    void aGroupWhoseLeaderHasEndedGetsAHelper() {
        assertEquals(
                List.of(
                        "the seed clones its sibling 10",
                        "process 10 starts a session",
                        "process 10 clones 12",
                        "process 12 clones 11",
                        "process 11 starts a process group",
                        "process 12 joins process group 11",
                        "helper process 11 ends, reaped by 12"),
                plan(false, new Member(10, 0, 10, 10), new Member(12, 10, 11, 10)));
    }

    @Test
    void anOrphanIsClonedByItsSiblingThatLeadsTheSession() {
        assertEquals(
                List.of(
                        "the seed clones its sibling 10",
                        "process 10 starts a session",
                        "process 10 clones 11",
                        "process 11 starts a session",
                        "process 11 clones its sibling 12"),
                plan(false, new Member(10, 0, 10, 10), new Member(12, 10, 11, 11), new Member(11, 10, 11, 11)));
    }

    @Test
    void aShellJobJoinsTheSessionOfItsRestorer() {
        assertEquals(
                List.of(
                        "the seed clones its sibling 10",
                        "process 10 clones 11",
                        "process 10 clones 12",
                        "process 10 starts a process group",
                        "process 11 joins process group 10"),
                plan(true, new Member(10, 0, 10, 5), new Member(11, 10, 10, 5), new Member(12, 10, 0, 5)));
        assertEquals(
                List.of("the seed clones its sibling 10", "process 10 clones 11"),
                plan(true, new Member(10, 0, 7, 5), new Member(11, 10, 7, 5)));
    }

    @Test
    void aForeignSessionNeedsShellJob() {
        assertThrows(Unsupported.class, () -> plan(false, new Member(10, 0, 10, 5)));
    }
}
