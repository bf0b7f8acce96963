package dev.stasis.engine.dump;

import static dev.stasis.engine.kernel.abi.Mman.MADV_DONTFORK;
import static dev.stasis.engine.kernel.abi.Mman.MADV_WIPEONFORK;
import static dev.stasis.engine.kernel.abi.Mman.MAP_HUGETLB;

import dev.stasis.engine.api.request.AfterDump;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.pages.HeldPages;
import dev.stasis.engine.pages.MemoryBudget;
import dev.stasis.engine.pages.PagePlan;
import dev.stasis.engine.resource.memory.AddressSpace;
import dev.stasis.engine.resource.memory.Mapping;
import dev.stasis.engine.resource.memory.MappingKind;
import dev.stasis.engine.tree.FreezerCgroup;
import dev.stasis.engine.tree.FrozenProcess;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which processes of a dump go on while their pages are saved from a copy of their memory.
 *
 * @param wanted the tree goes on after the dump, and nobody counts on its standing still meanwhile
 * @param least bytes to save of a process, below which a copy costs more than it spares
 */
record SnapshotRule(boolean wanted, long least) {
    static final SnapshotRule NEVER = new SnapshotRule(false, 0);
    static final SnapshotRule ALWAYS = new SnapshotRule(true, 0);

    private static final long LEAST = 16 << 20;
    /** What the copy does not hold is kept in this process's memory until it is written. */
    private static final long MOST_HELD = 64 << 20;

    /**
     * The rule for a tree. Where no process is large there is nothing to rehearse either; should one grow meanwhile, it is saved the
     * plain way.
     *
     * <p>Post-dump scripts, and whoever fetches lazy pages, are promised a complete set of a tree that stands still.
     *
     * @param pids of the tree, which still runs
     */
    static SnapshotRule of(Dump request, Optional<FreezerCgroup> cgroup, Set<Integer> pids) {
        boolean goesOn = request.after() == AfterDump.RUN
                && !cgroup.map(FreezerCgroup::frozenBefore).orElse(false);
        boolean counted =
                !request.hooks().isEmpty() || request.memory().lazyServer().isPresent();
        return goesOn && !counted && isLarge(pids) ? new SnapshotRule(true, LEAST) : NEVER;
    }

    private static boolean isLarge(Set<Integer> pids) {
        return pids.stream().anyMatch(pid -> MemoryBudget.privateBytes(pid) >= LEAST);
    }

    /** Whether a process is worth a copy. */
    boolean wants(PagePlan plan) {
        return wanted && plan.storedBytes() >= least;
    }

    /**
     * Why a process's memory cannot be copied; empty if it can.
     *
     * @param room bytes that it may grow by
     */
    Optional<String> hindrance(FrozenProcess process, AddressSpace space, PagePlan plan, long room) {
        if (process.condition() != FrozenProcess.Condition.ALIVE) {
            return Optional.of("it is stopped anyway");
        }
        for (Mapping mapping : space.mappings()) {
            if (mapping.mayHavePages() && (mapping.flags() & MAP_HUGETLB) != 0) {
                // A write to one would need a second page of the pool; where it has none, it kills the writer.
                return Optional.of("it has huge pages of its own at " + mapping.range());
            }
            if (mapping.kind() == MappingKind.VDSO && isApart(mapping)) {
                return Optional.of("its vDSO is kept from children");
            }
        }
        if (HeldPages.bytes(plan, apart(space)) > MOST_HELD) {
            return Optional.of("too much of its memory is kept from children (madvise MADV_DONTFORK, MADV_WIPEONFORK)");
        }
        if (plan.storedBytes() > room) {
            return Optional.of("writing all its pages anew could need " + mega(plan.storedBytes())
                    + " MB, and there is room for " + mega(room));
        }
        return Optional.empty();
    }

    /** The private mappings that a copy does not hold. */
    static List<Mapping> apart(AddressSpace space) {
        return space.mappings().stream()
                .filter(mapping -> mapping.mayHavePages() && isApart(mapping))
                .toList();
    }

    private static boolean isApart(Mapping mapping) {
        return mapping.advised(MADV_DONTFORK) || mapping.advised(MADV_WIPEONFORK);
    }

    private static long mega(long bytes) {
        return bytes >> 20;
    }
}
