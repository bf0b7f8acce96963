package dev.stasis.engine.resource.file.timerfd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.resource.file.DumpInTest;
import dev.stasis.engine.resource.file.Images;
import dev.stasis.engine.resource.file.Program;
import dev.stasis.engine.resource.file.RestoreInTest;
import dev.stasis.engine.resource.file.RoundTrip;
import dev.stasis.engine.resource.file.timerfd.TimerFd.Span;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TimerFdTest {
    private final Images images = new Images();

    @Test
    void keepsATimerThatIsNotArmed() throws IOException {
        TimerFd[] both = again("at(libc.timerfd_create(7,0),100)");
        assertEquals(both[0], both[1]);
        assertEquals(7, both[0].clock());
        assertEquals(Span.NOTHING, both[0].remaining());
    }

    @Test
    void goesOnWithTheTimeThatRemained() throws IOException {
        TimerFd[] both = again(
                "t=libc.timerfd_create(1,0x800); libc.timerfd_settime(t,0,struct.pack('qqqq',5,6,1000,0),None); at(t,100)");
        assertEquals(new Span(5, 6), both[1].interval());
        assertEquals(0x802, both[1].flags());
        assertEquals(0, both[1].settimeFlags());
        assertTrue(both[1].remaining().seconds() <= both[0].remaining().seconds());
        assertTrue(both[1].remaining().seconds() > 100);
    }

    @Test
    void keepsThatATimerIsAbsoluteAndCancelledWhenTheClockIsSet() throws IOException {
        TimerFd[] both = again("t=libc.timerfd_create(0,0); at(t,100)\n"
                + "libc.timerfd_settime(t,3,struct.pack('qqqq',0,0,int(time.time())+1000,0),None)");
        assertEquals(3, both[1].settimeFlags());
        assertTrue(both[1].remaining().seconds() <= both[0].remaining().seconds());
        assertTrue(both[1].remaining().seconds() > 100);
    }

    @Test
    void keepsUnreadTicksOfATimerThatRepeats() throws IOException {
        TimerFd[] both =
                again("t=libc.timerfd_create(1,0); libc.timerfd_settime(t,0,struct.pack('qqqq',1000,0,0,1),None)\n"
                        + "select.select([t],[],[]); at(t,100)");
        assertEquals(1, both[1].ticks());
        assertEquals(new Span(1000, 0), both[1].interval());
        assertNotEquals(Span.NOTHING, both[0].remaining());
        assertNotEquals(Span.NOTHING, both[1].remaining());
    }

    @Test
    void keepsTheTickOfATimerThatIsOver() throws IOException {
        TimerFd[] both =
                again("t=libc.timerfd_create(1,0); libc.timerfd_settime(t,0,struct.pack('qqqq',0,0,0,1),None)\n"
                        + "select.select([t],[],[]); at(t,100)");
        assertEquals(both[0], both[1]);
        assertEquals(1, both[1].ticks());
    }

    /** The timer of a program, and the restored one. */
    private TimerFd[] again(String code) throws IOException {
        try (Program target = Program.python(code);
                RestoreInTest restore = new RestoreInTest()) {
            TimerFd dumped = RoundTrip.dump(TimerFd.KIND, target.pid(), 100, new DumpInTest());
            TimerFd read = RoundTrip.through(TimerFd.KIND, dumped, 1, images);
            restore.knows(1, TimerFd.KIND, read);
            TimerFdRestorer.arm(read, restore.open(1), Linux.real());
            return new TimerFd[] {dumped, restore.dumped(1, TimerFd.KIND)};
        }
    }
}
