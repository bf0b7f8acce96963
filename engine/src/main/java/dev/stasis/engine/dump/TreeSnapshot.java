package dev.stasis.engine.dump;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.HeldPages;
import dev.stasis.engine.pages.LostPages;
import dev.stasis.engine.pages.PageDump;
import dev.stasis.engine.pages.PagePlan;
import dev.stasis.engine.resource.memory.AddressSpace;
import dev.stasis.engine.trace.MemoryCopy;
import dev.stasis.engine.trace.StubSite;
import dev.stasis.engine.tree.FrozenProcess;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Copies of the memory of a tree's larger processes, taken while it stands still, from which their pages are saved when it
 * goes on. Closing it ends the copies that are left.
 */
final class TreeSnapshot implements AutoCloseable {
    private final Linux linux;
    private final SnapshotRule rule;
    private final Log log;
    private final Deque<Part> parts = new ArrayDeque<>();
    private long room;

    private record Part(PagePlan plan, MemoryCopy copy, HeldPages held, Linux linux, Log log) implements AutoCloseable {
        @Override
        public void close() {
            try (held) {
                copy.close();
            }
            log.debug("process " + copy.pid() + " is ended");
            if (copy.remains()) {
                CopyRemains.reap(linux, copy, log);
            }
        }
    }

    /** @param room bytes that the tree's processes may grow by while there are copies */
    TreeSnapshot(Linux linux, SnapshotRule rule, long room, Log log) {
        this.linux = linux;
        this.rule = rule;
        this.room = room;
        this.log = log;
    }

    /**
     * Copies a process's memory. Requires: nothing is injected into it any more.
     *
     * @return whether that was done; else its pages are to be saved while it stands still
     */
    boolean take(FrozenProcess process, AddressSpace space, PagePlan plan, PageDump pages) throws IOException {
        if (!rule.wants(plan)) {
            return false;
        }
        var hindrance = rule.hindrance(process, space, plan, room);
        if (hindrance.isPresent()) {
            log.info("process " + process.pid() + " is saved while it stands still: " + hindrance.get());
            return false;
        }
        HeldPages held = pages.hold(plan, SnapshotRule.apart(space));
        try (StubSite site = InjectionSite.find(process)) {
            MemoryCopy copy =
                    MemoryCopy.of(process.leader().tracee(), process.leader().state(), site);
            parts.add(new Part(plan, copy, held, linux, log));
            room -= plan.storedBytes();
            log.info("process " + process.pid() + " may go on: its memory is copied as process " + copy.pid());
            return true;
        } catch (KernelRefused refused) {
            held.close();
            log.info("process " + process.pid() + " is saved while it stands still: its memory cannot be copied ("
                    + refused.getMessage() + ")");
            return false;
        } catch (RuntimeException failure) {
            held.close();
            throw failure;
        }
    }

    /** Whether there is nothing to save from here. */
    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Writes the pages, and ends each copy when it was read. */
    void save(PageDump pages) throws IOException {
        while (!parts.isEmpty()) {
            try (Part part = parts.remove()) {
                save(part, pages);
            }
        }
    }

    private static void save(Part part, PageDump pages) throws IOException {
        try {
            pages.write(part.plan, part.copy.pid(), LostPages.REFUSE, part.held);
        } catch (TaskGone gone) {
            throw new TaskGone(
                    "the copy of process " + part.plan.pid() + "'s memory, process " + part.copy.pid()
                            + ", was killed before it was saved, perhaps because memory ran short; process "
                            + part.plan.pid() + " runs on, and nothing was saved",
                    gone);
        }
    }

    @Override
    public void close() {
        RuntimeException first = null;
        while (!parts.isEmpty()) {
            try {
                parts.remove().close();
            } catch (RuntimeException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
