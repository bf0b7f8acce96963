package dev.stasis.engine.resource.memory;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.proc.AuxiliaryVector;
import dev.stasis.engine.kernel.proc.MemoryArea;
import dev.stasis.engine.kernel.proc.MemoryBounds;
import dev.stasis.engine.kernel.proc.ResidentPages;
import dev.stasis.engine.kernel.proc.ResidentPages.Unchanged;
import dev.stasis.engine.kernel.proc.Smaps;
import dev.stasis.engine.pages.KeptMemories;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.trace.RemoteSyscalls;
import dev.stasis.engine.tree.FrozenProcess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads the address space of a frozen process. Its pages are left to {@link dev.stasis.engine.pages}. */
public final class AddressSpaceDumper {
    private static final int STAT_BYTES = 144;

    private final Linux linux;
    private final MappedFiles files;
    private final long memoryDevice;
    private final Map<Integer, ResidentPages> scanned = new HashMap<>();
    private long scanNanos;

    public AddressSpaceDumper(Linux linux, MappedFiles files) {
        this.linux = linux;
        this.files = files;
        this.memoryDevice = memoryDevice(linux);
    }

    /**
     * @param remote for what only the process itself can be asked
     * @param dump where the files behind the mappings go
     * @param rule what tells that a page is in the parent set as it is
     */
    public AddressSpace dump(FrozenProcess process, RemoteProcess remote, FileDump dump, Unchanged rule) {
        long begin = System.nanoTime();
        ResidentPages resident = ResidentPages.scan(linux, process.pid(), rule);
        scanNanos += System.nanoTime() - begin;
        scanned.put(process.pid(), resident);
        int pid = process.pid();
        long scratch = remote.scratch().address().value();
        MappingDumper dumper =
                new MappingDumper((start, end) -> files.idForMapping(dump, pid, start, end), pid, memoryDevice);
        List<Mapping> mappings = new ArrayList<>();
        List<MemoryArea> areas = Smaps.read(pid);
        LostAttributes.warn(areas, remote.leader(), pid, dump.log());
        for (MemoryArea area : areas) {
            if (area.name().equals("[uprobes]")) {
                continue;
            }
            ScratchMemory.without(area, scratch).forEach(rest -> append(mappings, dumper.dump(rest)));
        }
        KeptMemories kept = KeptMemories.of(dump);
        mappings.stream()
                .filter(mapping -> mapping.kind() == MappingKind.SHARED_ANONYMOUS)
                .forEach(mapping -> keep(kept, pid, mapping));
        resident.guards().forEach(range -> mappings.add(Mapping.guard(range.start(), range.end())));
        RemoteSyscalls inside = remote.leader();
        String name = "process " + pid;
        return new AddressSpace(
                MemoryBounds.read(pid),
                inside.call(Nr.BRK, 0).orThrow("brk", name),
                AuxiliaryVector.read(pid),
                files.idForExecutable(dump, pid),
                OptionalInt.of(
                        (int) inside.call(Nr.PRCTL, Prctl.PR_GET_DUMPABLE).orThrow("prctl(GET_DUMPABLE)", name)),
                inside.call(Nr.PRCTL, Prctl.PR_GET_THP_DISABLE, 0, 0, 0, 0).orThrow("prctl(GET_THP_DISABLE)", name)
                        == 1,
                mappings);
    }

    private void keep(KeptMemories kept, int pid, Mapping mapping) {
        String link = "/proc/" + pid + "/map_files/" + Long.toHexString(mapping.start()) + "-"
                + Long.toHexString(mapping.end());
        try (Fd memory = linux.files().open(link, 0, 0)) {
            kept.keep(linux, mapping.object(), memory, mapping.offset() + mapping.length());
        }
    }

    /** How long the scans for pages took. */
    public long scanNanos() {
        return scanNanos;
    }

    /** The pages that {@link #dump} found process {@code pid} to hold: scanned once, for guard ranges and for their copy. */
    public ResidentPages resident(int pid) {
        ResidentPages pages = scanned.get(pid);
        if (pages == null) {
            throw new IllegalStateException("the address space of process " + pid + " was not dumped yet");
        }
        return pages;
    }

    /** The pieces of vvar become one, as readers of images expect it. */
    private static void append(List<Mapping> mappings, Mapping next) {
        if (next.kind() == MappingKind.VVAR && !mappings.isEmpty()) {
            Mapping last = mappings.get(mappings.size() - 1);
            if (last.kind() == MappingKind.VVAR && last.end() == next.start()) {
                mappings.set(
                        mappings.size() - 1,
                        new Mapping(
                                last.start(),
                                next.end(),
                                last.kind(),
                                last.protection(),
                                last.flags(),
                                0,
                                0,
                                last.access(),
                                last.advice()));
                return;
            }
        }
        mappings.add(next);
    }

    private static long memoryDevice(Linux linux) {
        try (Fd memory = linux.files().memfd("stasis-device", 1);
                Arena arena = new Arena()) {
            Block stat = arena.allocate(STAT_BYTES);
            linux.files().fstat(memory, stat).orThrow("fstat", "a memfd");
            return stat.getLong(0);
        }
    }
}
