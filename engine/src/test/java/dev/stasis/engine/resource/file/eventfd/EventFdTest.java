package dev.stasis.engine.resource.file.eventfd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.engine.resource.file.DumpInTest;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Images;
import dev.stasis.engine.resource.file.Program;
import dev.stasis.engine.resource.file.RestoreInTest;
import dev.stasis.engine.resource.file.RoundTrip;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class EventFdTest {
    private static final int NUMBER = 100;
    private static final int READ_WRITE = 2;
    private static final int NON_BLOCKING = 0x800;

    @Test
    void keepsTheSemaphoreFlag() throws IOException {
        EventFd file = again("at(os.eventfd(5,os.EFD_SEMAPHORE),100)");
        assertEquals(new EventFd(READ_WRITE, FileOwner.NONE, 5, true), file);
    }

    @Test
    void keepsACounterOf64BitsAndDoesNotBlock() throws IOException {
        EventFd file = again("e=os.eventfd(0,os.EFD_NONBLOCK); os.eventfd_write(e,2**64-2); at(e,100)");
        assertEquals(new EventFd(READ_WRITE | NON_BLOCKING, FileOwner.NONE, -2, false), file);
    }

    @Test
    void keepsAnOwnerAndTheUsersThatSetIt() throws IOException {
        EventFd file = again("e=os.eventfd(1); at(e,100); fcntl.fcntl(e,10,12)\n"
                + "os.setresuid(1001,1002,0); fcntl.fcntl(e,8,os.getpid())");
        int pid = file.owner().pid();
        assertEquals(new FileOwner(1, pid, 12, 1001, 1002), file.owner());
    }

    /** Out of a program, through the image, and out of the restored one. */
    private static EventFd again(String program) throws IOException {
        try (Program target = Program.python(program);
                RestoreInTest restore = new RestoreInTest()) {
            EventFd dumped = RoundTrip.dump(EventFd.KIND, target.pid(), NUMBER, new DumpInTest());
            EventFd read = RoundTrip.through(EventFd.KIND, dumped, 1, new Images());
            restore.knows(1, EventFd.KIND, read);
            FileState.setOwner(restore, restore.open(1), read.owner());
            EventFd back = restore.dumped(1, EventFd.KIND);
            assertEquals(dumped, back);
            return back;
        }
    }
}
