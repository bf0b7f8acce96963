package dev.stasis.engine.pages.track;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.kernel.abi.PagemapScan;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.proc.ProcessStat;
import dev.stasis.engine.kernel.proc.ResidentPages.Unchanged;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.tree.FrozenProcess;
import java.util.Optional;
import java.util.function.Function;

/** Tracks by a userfaultfd in the process, in its asynchronous mode of write protection: the kernel only takes notes. */
final class UserfaultTracker implements DirtyTracker {
    /** WPALLOWED: the area is still registered. A moved one is not, though its pages may look protected. */
    private static final Unchanged PROTECTED =
            new Unchanged(PagemapScan.PAGE_IS_WPALLOWED | PagemapScan.PAGE_IS_WRITTEN, PagemapScan.PAGE_IS_WPALLOWED);

    private final Linux linux;
    private final Log log;

    UserfaultTracker(Linux linux, Log log) {
        this.linux = linux;
        this.log = log;
    }

    @Override
    public String name() {
        return "write protection by userfaultfd";
    }

    @Override
    public Unchanged since(FrozenProcess process, BaseSet base) {
        Optional<TrackerDescriptors> own = own(process);
        boolean known = own.isPresent()
                && base.id().isPresent()
                && own.get().mark().set().equals(base.id().get());
        if (!known) {
            log.info("process " + process.pid() + ": nothing tells what it has written since the parent set was made"
                    + " (it is new, has executed another program, or was not tracked then); all its pages are written");
            return Unchanged.UNKNOWN;
        }
        return PROTECTED;
    }

    private Optional<TrackerDescriptors> own(FrozenProcess process) {
        return TrackerDescriptors.find(linux, process.pid(), process.pidfd())
                .filter(found -> found.tracks(process.pid(), startTime(process)));
    }

    @Override
    public void arm(FrozenProcess process, String set, Function<FrozenProcess, RemoteProcess> inside) {
        TrackerDescriptors tracker =
                own(process).orElseGet(() -> TrackerBirth.in(linux, process, startTime(process), inside));
        try (Fd userfault = borrow(process, tracker.userfaultNumber());
                Fd memory = borrow(process, tracker.markNumber())) {
            // Until all is armed the notes are of no set.
            note(memory, tracker.mark(), "");
            int refused = new WriteProtection(linux, process.pid(), userfault).protectAll();
            if (refused > 0) {
                log.debug("process " + process.pid() + ": " + refused
                        + " areas cannot be tracked and are written each time");
            }
            note(memory, tracker.mark(), set);
        }
    }

    @Override
    public void disarm(FrozenProcess process, Function<FrozenProcess, RemoteProcess> inside) {
        TrackerDescriptors.find(linux, process.pid(), process.pidfd()).ifPresent(found -> {
            try (RemoteProcess remote = inside.apply(process)) {
                TrackerBirth.close(remote.leader(), found);
            }
        });
    }

    private Fd borrow(FrozenProcess process, int number) {
        return linux.files()
                .adopt(
                        linux.processes().pidfdGetfd(process.pidfd().number(), number),
                        "pidfd_getfd",
                        "fd " + number + " of process " + process.pid());
    }

    private void note(Fd memory, TrackerMark mark, String set) {
        TrackerMark changed = new TrackerMark(mark.pid(), mark.startTime(), mark.descriptor(), set);
        try (Arena arena = new Arena()) {
            linux.files()
                    .pwrite(memory, arena.copy(changed.bytes()), 0)
                    .orThrow("pwrite", "the memfd of a tracker in process " + mark.pid());
        }
    }

    private static long startTime(FrozenProcess process) {
        return ProcessStat.of(process.pid()).startTime();
    }
}
