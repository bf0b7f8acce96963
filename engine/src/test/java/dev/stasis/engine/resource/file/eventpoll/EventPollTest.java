package dev.stasis.engine.resource.file.eventpoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.resource.file.DumpInTest;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.Holder;
import dev.stasis.engine.resource.file.Images;
import dev.stasis.engine.resource.file.Program;
import dev.stasis.engine.resource.file.RestoreInTest;
import dev.stasis.engine.resource.file.RoundTrip;
import dev.stasis.engine.resource.file.eventfd.EventFd;
import dev.stasis.engine.restore.RestoreTask;
import dev.stasis.engine.restore.SeedInTest;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway") // what is missing here fails the test, as it should
class EventPollTest {
    private static final int POLL = 100;
    private static final int EVENT = 101;

    private final Linux linux = Linux.real();

    @Test
    void watchesTheSameNumbersAgain() throws IOException {
        List<EventPoll.Target> targets = again("p=select.epoll(); at(os.eventfd(1),101); at(os.eventfd(2),102)\n"
                + "p.register(101,select.EPOLLIN|select.EPOLLET); p.register(102,select.EPOLLOUT|select.EPOLLONESHOT)\n"
                + "at(p,100)");
        assertEquals(
                List.of(101, 102),
                targets.stream().map(EventPoll.Target::number).toList());
        assertEquals(0x80000019, targets.get(0).events());
        assertEquals(0x4000001c, targets.get(1).events());
        assertEquals(101, targets.get(0).data() & 0xffffffffL);
    }

    @Test
    void findsAWatchedFileUnderAnotherNumber() throws IOException {
        List<EventPoll.Target> targets =
                again("p=select.epoll(); at(os.eventfd(1),101); at(101,103); at(os.eventfd(2),102)\n"
                        + "p.register(103,select.EPOLLIN); os.close(103); p.register(101,select.EPOLLOUT)\n"
                        + "os.dup2(102,103); at(p,100)");
        assertEquals(
                List.of(101, 101),
                targets.stream().map(EventPoll.Target::number).toList());
    }

    @Test
    void refusesAWatchedFileThatTheProcessHasClosed() throws IOException {
        try (Program target =
                Program.python("p=select.epoll(); e=os.eventfd(1); p.register(e,select.EPOLLIN); at(p,100)\n"
                        + "if os.fork()==0: time.sleep(1000)\n"
                        + "os.close(e)")) {
            DumpInTest dump = new DumpInTest().knows(target.pid(), POLL, 1);
            Unsupported refusal =
                    assertThrows(Unsupported.class, () -> RoundTrip.dump(EventPoll.KIND, target.pid(), POLL, dump));
            assertTrue(refusal.getMessage().contains("EPOLL_CTL_DEL"), refusal.getMessage());
        }
    }

    /** The targets as dumped; those restored are the same. */
    private List<EventPoll.Target> again(String code) throws IOException {
        EventPoll dumped;
        try (Program target = Program.python(code)) {
            DumpInTest dump = new DumpInTest();
            for (int number = POLL; number <= EVENT + 2; number++) {
                dump.knows(target.pid(), number, number);
            }
            dumped = RoundTrip.dump(EventPoll.KIND, target.pid(), POLL, dump);
        }
        EventPoll read = RoundTrip.through(EventPoll.KIND, dumped, POLL, new Images());
        try (RestoreInTest restore = new RestoreInTest()) {
            restore.knows(POLL, EventPoll.KIND, read);
            restore.knows(EVENT, EventFd.KIND, new EventFd(2, FileOwner.NONE, 1, false));
            restore.knows(EVENT + 1, EventFd.KIND, new EventFd(2, FileOwner.NONE, 2, false));
            SeedInTest.run(task -> assertEquals(sorted(read), sorted(restored(restore, task))));
        }
        return sorted(dumped);
    }

    private EventPoll restored(RestoreInTest restore, RestoreTask task) {
        DumpInTest dump = new DumpInTest();
        for (int number = POLL; number <= EVENT + 1; number++) {
            int own = linux.processes().ownPid();
            long pidfd = task.call("pidfd_open", Nr.PIDFD_OPEN, own, 0);
            long copy = task.call(
                    "pidfd_getfd", Nr.PIDFD_GETFD, pidfd, restore.open(number).number(), 0);
            task.call("dup2", Nr.DUP2, copy, number);
            restore.holds(task.tid(), number, number);
            dump.knows(task.tid(), number, number);
        }
        restore.finish(POLL, new Holder(task, POLL));
        return RoundTrip.dump(EventPoll.KIND, task.tid(), POLL, dump);
    }

    private static List<EventPoll.Target> sorted(EventPoll file) {
        return file.targets().stream()
                .sorted(Comparator.comparing(EventPoll.Target::number).thenComparing(EventPoll.Target::events))
                .toList();
    }
}
