package dev.stasis.engine.kernel.fd;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Poll;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import java.util.BitSet;
import java.util.List;

/** poll(2) of several descriptors. */
public final class Polling {
    private static final int POLLFD = 8;

    private Polling() {}

    /**
     * Waits until one of them can be read or has ended.
     *
     * @param milliseconds at most; -1: as long as it takes
     * @return the positions of those that can; none when the time is over or a signal came
     */
    public static BitSet among(Linux linux, List<Fd> descriptors, int milliseconds) {
        BitSet ready = new BitSet();
        try (Arena arena = new Arena()) {
            Block entries = arena.allocate(Math.max(POLLFD, (long) POLLFD * descriptors.size()));
            for (int i = 0; i < descriptors.size(); i++) {
                entries.putInt((long) POLLFD * i, descriptors.get(i).number());
                entries.putShort((long) POLLFD * i + 4, (short) Poll.POLLIN);
            }
            Result polled = new Result(linux.raw().call(Nr.POLL, entries.address(), descriptors.size(), milliseconds));
            if (polled.failedWith(Errno.EINTR)) {
                return ready;
            }
            polled.orThrow("poll", descriptors.size() + " descriptors");
            for (int i = 0; i < descriptors.size(); i++) {
                ready.set(i, entries.getShort((long) POLLFD * i + 6) != 0);
            }
        }
        return ready;
    }
}
