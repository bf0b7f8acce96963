package dev.stasis.engine.resource.file.signalfd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.engine.resource.file.DumpInTest;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.Images;
import dev.stasis.engine.resource.file.Program;
import dev.stasis.engine.resource.file.RestoreInTest;
import dev.stasis.engine.resource.file.RoundTrip;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SignalFdTest {
    private static final int SIGNALFD4 = 289;

    @Test
    void keepsTheSetOfSignals() throws IOException {
        try (Program target = Program.python("m=ctypes.c_uint64(1<<9 | 1<<63)\nat(libc.syscall(" + SIGNALFD4
                        + ",-1,ctypes.byref(m),8,0x800),100)");
                RestoreInTest restore = new RestoreInTest()) {
            SignalFd dumped = RoundTrip.dump(SignalFd.KIND, target.pid(), 100, new DumpInTest());
            assertEquals(new SignalFd(0x802, FileOwner.NONE, 1L << 9 | 1L << 63), dumped);
            restore.knows(1, SignalFd.KIND, RoundTrip.through(SignalFd.KIND, dumped, 1, new Images()));
            assertEquals(dumped, restore.dumped(1, SignalFd.KIND));
        }
    }
}
