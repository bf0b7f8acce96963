package dev.stasis.engine.restore;

import dev.stasis.engine.api.request.Restore;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.lazy.DaemonLink;
import dev.stasis.engine.pages.lazy.FaultRegistration;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.memory.AddressSpace;
import dev.stasis.engine.resource.memory.AddressSpaceRestorer;
import dev.stasis.engine.resource.memory.Mapping;
import dev.stasis.image.ImageSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of the tree's memory that a lazy-pages daemon brings ({@code --lazy-pages}); without that option there is none.
 *
 * <p>The daemon is handed all processes as soon as their mappings are made, for it serves no fault before it knows them
 * all, and what is restored after the memory may touch pages already: the kernel and we ourselves look at rseq areas.
 */
final class LatePages implements AutoCloseable {
    private final Linux linux;
    private final Optional<DaemonLink> daemon;
    private final Map<Integer, List<Mapping>> late = new HashMap<>();
    private final Map<Integer, Fd> registered = new HashMap<>();

    private LatePages(Linux linux, Optional<DaemonLink> daemon) {
        this.linux = linux;
        this.daemon = daemon;
    }

    static LatePages of(Linux linux, Restore request) {
        return new LatePages(
                linux,
                request.lazyPages()
                        ? Optional.of(DaemonLink.connect(linux, request.dirs().work()))
                        : Optional.empty());
    }

    /** Makes the memory of a process; returns how many pages it has at once. */
    long fill(RestoreTask task, AddressSpace space, FileRestore files, ImageSet set) {
        if (daemon.isEmpty()) {
            return AddressSpaceRestorer.restore(task, space, files, set);
        }
        AddressSpaceRestorer.Memory memory = AddressSpaceRestorer.restoreWithoutLatePages(task, space, files, set);
        late.put(task.tid(), memory.late());
        return memory.pages();
    }

    /** From now on the process waits for what it lacks. Requires: it is filled. */
    void register(RestoreTask task, AddressSpace space) {
        if (daemon.isEmpty()) {
            return;
        }
        List<Mapping> mappings = late.getOrDefault(task.tid(), List.of());
        registered.put(task.tid(), FaultRegistration.register(linux, task, mappings));
        if (!mappings.isEmpty() && !space.hugePagesDisabled()) {
            task.call("prctl(PR_SET_THP_DISABLE)", Nr.PRCTL, Prctl.PR_SET_THP_DISABLE, 0, 0, 0, 0);
        }
    }

    /** Requires: all processes are registered. */
    void handOver(List<TaskImages> tasks) {
        daemon.ifPresent(link -> {
            for (TaskImages task : tasks) {
                Fd memory = registered.get(task.pid());
                if (memory == null) {
                    link.sendZombie(task.pid());
                } else {
                    link.send(task.pid(), memory);
                }
            }
        });
        letGo();
    }

    /** Requires: nothing but the release is left to do. Fails when the daemon has ended. */
    void finish() {
        daemon.ifPresent(DaemonLink::finish);
    }

    private void letGo() {
        registered.values().forEach(Fd::close);
        registered.clear();
    }

    @Override
    public void close() {
        letGo();
        daemon.ifPresent(DaemonLink::close);
    }
}
