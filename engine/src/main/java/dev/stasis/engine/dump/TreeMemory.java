package dev.stasis.engine.dump;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.KeptMemories;
import dev.stasis.engine.pages.PageCounts;
import dev.stasis.engine.pages.PageDump;
import dev.stasis.engine.pages.PagePlan;
import dev.stasis.engine.pages.PageStore;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.regular.RegularFiles;
import dev.stasis.engine.resource.memory.AddressSpace;
import dev.stasis.engine.resource.memory.AddressSpaceDumper;
import dev.stasis.engine.resource.memory.AddressSpaceImage;
import dev.stasis.engine.resource.memory.MappedFiles;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The address spaces of the tree and their pages. */
final class TreeMemory implements AutoCloseable {
    private static final MappedFiles FILES = new MappedFiles() {
        @Override
        public int idForMapping(FileDump dump, int pid, long start, long end) {
            return RegularFiles.idForMapping(dump, pid, start, end);
        }

        @Override
        public int idForExecutable(FileDump dump, int pid) {
            return RegularFiles.idForExecutable(dump, pid);
        }
    };

    private final ImageSetWriter set;
    private final PageStore store;
    private final Chain chain;
    private final PageDump pages;
    private final AddressSpaceDumper dumper;
    private final TreeSnapshot snapshot;
    private final Map<Integer, AddressSpace> spaces = new HashMap<>();

    private TreeMemory(
            ImageSetWriter set,
            PageStore store,
            Chain chain,
            PageDump pages,
            AddressSpaceDumper dumper,
            TreeSnapshot snapshot) {
        this.set = set;
        this.store = store;
        this.chain = chain;
        this.pages = pages;
        this.dumper = dumper;
        this.snapshot = snapshot;
    }

    /**
     * Makes room for the pages of the tree, before it is frozen.
     *
     * @param leaving pages that may be brought later stay with the tree
     * @param pids of the tree, which still runs
     * @param rule which processes' pages are saved when the tree goes on again
     */
    static TreeMemory prepare(
            Linux linux,
            ImageSetWriter set,
            PageStore store,
            Chain chain,
            Set<Integer> pids,
            boolean leaving,
            SnapshotRule rule,
            Log log)
            throws IOException {
        PageDump pages = new PageDump(linux, store, leaving);
        if (chain.parentDirectory().isEmpty() && !leaving) {
            pages.reserve(pids);
        }
        TreeSnapshot snapshot = new TreeSnapshot(linux, rule, rule.wanted() ? SnapshotRoom.of(pids) : 0, log);
        return new TreeMemory(set, store, chain, pages, new AddressSpaceDumper(linux, FILES), snapshot);
    }

    void examine(FrozenProcess process, RemoteProcess remote, FileDump files) throws IOException {
        AddressSpace space = dumper.dump(process, remote, files, chain.since(process));
        spaces.put(process.pid(), space);
        set.write(ImageType.MM, process.pid(), AddressSpaceImage.write(space));
    }

    /**
     * Saves all pages, or what has to be saved while the tree stands still: then {@link #saveLater} is to follow.
     *
     * <p>Requires: {@link #examine} was done for all processes, and nothing is injected any more.
     */
    void savePages(List<FrozenProcess> processes, FileDump files) throws IOException {
        for (FrozenProcess process : processes) {
            AddressSpace space = spaces.get(process.pid());
            if (space != null) {
                PagePlan plan = pages.plan(process, space, dumper.resident(process.pid()));
                if (!snapshot.take(process, space, plan, pages)) {
                    pages.write(plan);
                }
            }
        }
        try (KeptMemories kept = KeptMemories.of(files)) {
            pages.writeShared(kept);
        }
        if (snapshot.isEmpty()) {
            pages.finish();
        }
    }

    /** Whether the rest of the pages can be saved while the tree runs on. */
    boolean canWait() {
        return !snapshot.isEmpty();
    }

    /** Saves that rest. */
    void saveLater() throws IOException {
        snapshot.save(pages);
        pages.finish();
    }

    PageCounts counts() {
        return pages.counts();
    }

    /** How long it took to find out which pages there are. */
    long scanNanos() {
        return dumper.scanNanos();
    }

    long writeNanos() {
        return pages.writeNanos();
    }

    @Override
    public void close() throws IOException {
        try (store) {
            snapshot.close();
        }
    }
}
