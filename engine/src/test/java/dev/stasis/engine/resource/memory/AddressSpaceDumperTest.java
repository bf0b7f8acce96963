package dev.stasis.engine.resource.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.proc.MemoryArea;
import dev.stasis.engine.kernel.proc.ResidentPages;
import dev.stasis.engine.kernel.proc.Smaps;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.trace.StubSite;
import dev.stasis.engine.trace.Target;
import dev.stasis.engine.trace.TracerThread;
import dev.stasis.engine.tree.FrozenThread;
import dev.stasis.engine.tree.FrozenTree;
import dev.stasis.engine.tree.TreeFreezer;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressSpaceDumperTest {
    private static final long BASE = 0x1_0000_0000L;
    private static final int PRIVATE_ANONYMOUS = Mman.MAP_PRIVATE | Mman.MAP_ANONYMOUS;

    @TempDir
    Path directory;

    private final DumpedMemory files = new DumpedMemory();

    @Test
    void keepsWhatEveryMappingIs() throws Exception {
        AddressSpace space = dump("""
                at(0x100000000, 8192, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                at(0x100010000, 8192, 0, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
                at(0x100020000, 8192, 3, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
                int fd = open("program", O_RDONLY);
                at(0x100030000, 8192, 1, MAP_SHARED, fd, 4096);
                at(0x100040000, 8192, 7, MAP_PRIVATE, fd, 0);
                int rw = open("data", O_RDWR | O_CREAT, 0600);
                ftruncate(rw, 8192);
                at(0x100050000, 8192, 3, MAP_SHARED, rw, 0);
                int memory = memfd_create("some", 0);
                ftruncate(memory, 8192);
                at(0x100060000, 8192, 3, MAP_SHARED, memory, 0);
                at(0x100070000, 8192, 3, MAP_PRIVATE | MAP_ANONYMOUS | MAP_GROWSDOWN, -1, 0);
                """);
        assertEquals(
                new Mapping(
                        BASE, BASE + 8192, MappingKind.ANONYMOUS, 3, PRIVATE_ANONYMOUS, 0, 0, OptionalInt.empty(), 0),
                find(space, BASE));
        Mapping reserved = find(space, BASE + 0x10000);
        assertEquals(0, reserved.protection());
        assertEquals(PRIVATE_ANONYMOUS | Mman.MAP_NORESERVE, reserved.flags());
        Mapping shared = find(space, BASE + 0x20000);
        assertEquals(MappingKind.SHARED_ANONYMOUS, shared.kind());
        assertEquals(Mman.MAP_SHARED | Mman.MAP_ANONYMOUS, shared.flags());
        assertTrue(shared.object() != 0);
        Mapping read = find(space, BASE + 0x30000);
        assertEquals(MappingKind.FILE, read.kind());
        assertTrue(read.shared());
        assertEquals(4096, read.offset());
        assertEquals(OptionalInt.of(0), read.access());
        assertEquals("program", name(read));
        Mapping code = find(space, BASE + 0x40000);
        assertEquals(7, code.protection());
        assertEquals(Mman.MAP_PRIVATE, code.flags());
        Mapping data = find(space, BASE + 0x50000);
        assertEquals(OptionalInt.of(2), data.access());
        assertEquals("data", name(data));
        assertEquals(MappingKind.MEMORY_FILE, find(space, BASE + 0x60000).kind());
        assertEquals(
                PRIVATE_ANONYMOUS | Mman.MAP_GROWSDOWN,
                find(space, BASE + 0x70000).flags());
    }

    @Test
    void keepsAdviceLocksAndGuards() throws Exception {
        AddressSpace space = dump("""
                char *p = at(0x100000000, 0x90000, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
                check(madvise(p, 4096, MADV_DONTFORK), "dontfork");
                check(madvise(p + 0x10000, 4096, MADV_WIPEONFORK), "wipeonfork");
                check(madvise(p + 0x20000, 4096, MADV_NOHUGEPAGE), "nohugepage");
                check(madvise(p + 0x30000, 4096, MADV_DONTDUMP), "dontdump");
                check(madvise(p + 0x40000, 4096, MADV_SEQUENTIAL), "sequential");
                check(madvise(p + 0x50000, 4096, MADV_RANDOM), "random");
                check(mlock(p + 0x60000, 4096), "mlock");
                check(syscall(SYS_mlock2, p + 0x70000, 4096, 1), "mlock2");
                check(madvise(p + 0x80000, 8192, 102), "guard");
                """);
        int[] advice = {
            Mman.MADV_DONTFORK,
            Mman.MADV_WIPEONFORK,
            Mman.MADV_NOHUGEPAGE,
            Mman.MADV_DONTDUMP,
            Mman.MADV_SEQUENTIAL,
            Mman.MADV_RANDOM
        };
        for (int i = 0; i < advice.length; i++) {
            assertEquals(1L << advice[i], find(space, BASE + 0x10000L * i).advice());
        }
        assertTrue(find(space, BASE + 0x60000).locked());
        assertTrue(!find(space, BASE + 0x60000).lockedOnFault());
        assertTrue(find(space, BASE + 0x70000).lockedOnFault());
        Mapping last = space.mappings().get(space.mappings().size() - 1);
        assertEquals(Mapping.guard(BASE + 0x80000, BASE + 0x82000), last);
    }

    @Test
    void findsTheSpecialAreasAndTheProgram() throws Exception {
        AddressSpace space = dump("sbrk(123456); char *p = malloc(100); *p = 1;");
        Mapping vvar = only(space, MappingKind.VVAR);
        Mapping vdso = only(space, MappingKind.VDSO);
        assertEquals(vvar.end(), vdso.start());
        Mapping heap = only(space, MappingKind.HEAP);
        assertTrue(space.endBreak() > heap.start() && space.endBreak() <= heap.end());
        assertEquals(space.bounds().startBreak(), heap.start());
        assertEquals(OptionalInt.of(1), space.dumpable());
        assertEquals(
                "program",
                String.valueOf(files.paths.get(space.executable() - 1).getFileName()));
        assertEquals(0, space.auxiliaryVector().get(space.auxiliaryVector().size() - 2));
    }

    @Test
    void leavesOurOwnScratchMemoryOut() throws Exception {
        try (Target target = MemoryProgram.start(directory, "")) {
            long before = bytes(target.pid());
            AddressSpace space = dump(target.pid());
            assertEquals(
                    before, space.mappings().stream().mapToLong(Mapping::length).sum());
        }
    }

    @Test
    void survivesTheWayThroughTheImage() throws Exception {
        AddressSpace space = dump("at(0x100000000, 8192, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);"
                + "check(madvise((void *) 0x100000000, 4096, 102), \"guard\");");
        AddressSpace back = AddressSpaceImage.read(AddressSpaceImage.write(space), "mm-1.img");
        assertEquals(space.mappings(), back.mappings());
        assertEquals(space.bounds(), back.bounds());
        assertEquals(space.endBreak(), back.endBreak());
        assertEquals(44, back.auxiliaryVector().size());
    }

    @Test
    void refusesSystemVSegmentsBySayingWhere() throws Exception {
        String body = "int id = shmget(0, 4096, 01600); if (shmat(id, (void *) 0x100000000, 0) == (void *) -1) exit(1);"
                + "shmctl(id, 0, 0);";
        Unsupported refused = assertThrows(Unsupported.class, () -> dump(body));
        assertTrue(String.valueOf(refused.getMessage()).contains("0x100000000-0x100001000 is a System V segment"));
    }

    private static long bytes(int pid) {
        return Smaps.read(pid).stream()
                .mapToLong(area -> area.end() - area.start())
                .sum();
    }

    private AddressSpace dump(String body) throws Exception {
        try (Target target = MemoryProgram.start(directory, body)) {
            return dump(target.pid());
        }
    }

    private AddressSpace dump(int pid) {
        Linux linux = Linux.real();
        return TracerThread.run(() -> {
            try (FrozenTree tree = TreeFreezer.freeze(linux, pid, 10)) {
                FrozenThread leader = tree.root().leader();
                MemoryArea vdso = Smaps.read(pid).stream()
                        .filter(area -> area.name().equals("[vdso]"))
                        .findFirst()
                        .orElseThrow();
                StubSite site = StubSite.in(leader.tracee().memory(), pid, vdso.start(), vdso.end());
                try (RemoteProcess remote = RemoteProcess.open(leader.tracee(), leader.state(), site)) {
                    return new AddressSpaceDumper(linux, files)
                            .dump(tree.root(), remote, files, ResidentPages.Unchanged.UNKNOWN);
                }
            }
        });
    }

    private String name(Mapping mapping) {
        return String.valueOf(files.paths.get((int) mapping.object() - 1).getFileName());
    }

    private static Mapping find(AddressSpace space, long start) {
        return space.mappings().stream()
                .filter(mapping -> mapping.start() == start)
                .findFirst()
                .orElseThrow();
    }

    private static Mapping only(AddressSpace space, MappingKind kind) {
        var found = space.mappings().stream()
                .filter(mapping -> mapping.kind() == kind)
                .toList();
        assertEquals(1, found.size(), kind + " in " + space.mappings());
        return found.get(0);
    }
}
