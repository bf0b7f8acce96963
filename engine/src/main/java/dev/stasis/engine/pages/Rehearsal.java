package dev.stasis.engine.pages;

import static dev.stasis.engine.kernel.abi.Mman.MAP_ANONYMOUS;
import static dev.stasis.engine.kernel.abi.Mman.MAP_PRIVATE;
import static dev.stasis.engine.kernel.abi.Mman.PROT_NONE;
import static dev.stasis.engine.kernel.abi.Mman.PROT_READ;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.proc.MemoryBounds;
import dev.stasis.engine.kernel.proc.ResidentPages;
import dev.stasis.engine.resource.memory.AddressSpace;
import dev.stasis.engine.resource.memory.Mapping;
import dev.stasis.engine.resource.memory.MappingKind;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageFlags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Dumps some memory of this process, and takes the images out again: code that runs for the first time takes far longer, and
 * must not do so while a tree stands still.
 */
final class Rehearsal {
    private static final long PAGE = PageFlags.PAGE_SIZE;
    private static final int PAGES = 8;

    private Rehearsal() {}

    static void run(Linux linux, ImageSetWriter set) throws IOException {
        int own = linux.processes().ownPid();
        try (Arena arena = new Arena();
                Fd memory = linux.files().memfd("stasis-rehearsal", 1)) {
            long start = (arena.allocate((PAGES + 1) * PAGE).fill((byte) 1).address() + PAGE - 1) & -PAGE;
            AddressSpace space = new AddressSpace(
                    new MemoryBounds(0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                    0,
                    List.of(),
                    1,
                    OptionalInt.empty(),
                    false,
                    List.of(
                            mapping(start, 2, MappingKind.ANONYMOUS, PROT_READ),
                            mapping(start + 2 * PAGE, 2, MappingKind.ANONYMOUS, PROT_NONE),
                            mapping(start + 4 * PAGE, 2, MappingKind.VDSO, PROT_READ)));
            FrozenProcess process =
                    new FrozenProcess(own, 0, FrozenProcess.Condition.ALIVE, 0, List.of(), memory);
            try (PagesFile pages = new PagesFile(linux, Path.of("/proc/self/fd/" + memory.number()))) {
                pages.reserve(PAGE);
                ProcessPages.write(linux, set, 1, pages, process, space, ResidentPages.scan(linux, own));
            }
        } finally {
            set.discard(ImageType.PAGEMAP, own);
        }
    }

    private static Mapping mapping(long start, int pages, MappingKind kind, int protection) {
        return new Mapping(
                start,
                start + pages * PAGE,
                kind,
                protection,
                MAP_PRIVATE | MAP_ANONYMOUS,
                0,
                0,
                OptionalInt.empty(),
                0);
    }
}
