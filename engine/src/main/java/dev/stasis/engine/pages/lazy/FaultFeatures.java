package dev.stasis.engine.pages.lazy;

import static dev.stasis.engine.kernel.abi.Userfaultfd.UFFD_FEATURE_EVENT_FORK;
import static dev.stasis.engine.kernel.abi.Userfaultfd.UFFD_FEATURE_EVENT_REMAP;
import static dev.stasis.engine.kernel.abi.Userfaultfd.UFFD_FEATURE_EVENT_REMOVE;
import static dev.stasis.engine.kernel.abi.Userfaultfd.UFFD_FEATURE_EVENT_UNMAP;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Userfaultfd;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;

/**
 * What userfaultfd(2) must tell so that missing pages can be brought to a program that runs: that it forks, moves, drops
 * and unmaps memory. Without any one of them a page could be lost or come back from the dead.
 */
final class FaultFeatures {
    static final long EVENTS =
            UFFD_FEATURE_EVENT_FORK | UFFD_FEATURE_EVENT_REMAP | UFFD_FEATURE_EVENT_REMOVE | UFFD_FEATURE_EVENT_UNMAP;

    private FaultFeatures() {}

    /** Asks the kernel with a descriptor of our own, before anything is built. */
    static void require(Linux linux) {
        Result opened = new Result(linux.raw().call(Nr.USERFAULTFD, Fcntl.O_CLOEXEC | Fcntl.O_NONBLOCK));
        if (!opened.ok()) {
            throw missing("userfaultfd", opened);
        }
        try (Fd fd = linux.files().adopt(opened, "userfaultfd", "");
                Arena arena = new Arena()) {
            Block api = arena.allocate(24).putLong(0, Userfaultfd.UFFD_API).putLong(8, EVENTS);
            Result answer = linux.files().ioctl(fd, Userfaultfd.UFFDIO_API, api.address());
            if (!answer.ok()) {
                throw missing("ioctl(UFFDIO_API) with the events of forks, moves and unmaps", answer);
            }
        }
    }

    private static Unsupported missing(String call, Result answer) {
        return new Unsupported("memory cannot be brought later on this machine, for the kernel refuses " + call + ": "
                + Errno.describe(answer.errno()) + "; restore without --lazy-pages");
    }
}
