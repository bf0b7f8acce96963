package dev.stasis.engine.resource.memory;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.ArchPrctl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.proc.MemoryArea;
import dev.stasis.engine.kernel.proc.Smaps;
import dev.stasis.engine.pages.PagesFiles;
import dev.stasis.engine.restore.RestoreTask;
import dev.stasis.image.pages.PageSegment;
import java.util.List;
import java.util.Optional;

/**
 * The kernel's code for user space and its data, which a task must find where they were: programs keep addresses of it. The
 * kernel maps both in one piece, the data first; the pieces of the data count as one.
 */
final class Vdso {
    private final RestoreTask task;
    private final Optional<Mapping> code;
    private final Optional<Mapping> data;

    /** That of a task, as its image tells. */
    Vdso(RestoreTask task, List<Mapping> mappings) {
        this.task = task;
        this.code = find(mappings, MappingKind.VDSO);
        this.data = find(mappings, MappingKind.VVAR);
    }

    private static Optional<Mapping> find(List<Mapping> mappings, MappingKind kind) {
        return mappings.stream().filter(mapping -> mapping.kind() == kind).findFirst();
    }

    /**
     * Checks that the running kernel has the same; done before the task has anything.
     *
     * @param segments the pages of the task; those of its vDSO are among them, unless somebody left them out
     */
    void check(Linux linux, List<PageSegment> segments) {
        if (code.isEmpty() && data.isPresent()) {
            throw new ImageDamaged("task " + task.tid() + " has the data of a vDSO in its image, but no vDSO");
        }
        if (code.isEmpty()) {
            return;
        }
        if (data.isEmpty() || data.get().end() != code.get().start()) {
            throw new Unsupported("task " + task.tid() + " has its vDSO at "
                    + code.get().range()
                    + " without the data before it; only the layout of Linux 3.16 and later can be restored");
        }
        long dataHere = 0;
        byte[] codeHere = new byte[0];
        for (MemoryArea area : Smaps.outline(linux.processes().ownPid())) {
            int length = (int) (area.end() - area.start());
            if (area.name().startsWith("[vvar")) {
                dataHere += length;
            } else if (area.name().equals("[vdso]")) {
                codeHere = Block.at(area.start(), length).getBytes(0, length);
            }
        }
        if (codeHere.length != code.get().length() || dataHere != data.get().length()) {
            throw otherKernel("has " + code.get().length() + " bytes of vDSO and "
                    + data.get().length() + " of its data, this kernel has " + codeHere.length + " and " + dataHere);
        }
        byte[] saved = savedCode(linux, segments);
        if (saved.length > 0 && !VdsoSymbols.of(saved).equals(VdsoSymbols.of(codeHere))) {
            throw otherKernel("has its vDSO's functions at other places than this kernel");
        }
    }

    private byte[] savedCode(Linux linux, List<PageSegment> segments) {
        byte[] saved = new byte[(int) code.orElseThrow().length()];
        long start = code.orElseThrow().start();
        boolean found = false;
        for (PageSegment segment : segments) {
            long from = Math.max(segment.address(), start);
            long to = Math.min(segment.end(), start + saved.length);
            if (from < to && segment.isStored()) {
                found = true;
                try (Arena arena = new Arena();
                        PagesFiles files = new PagesFiles(linux)) {
                    Block bytes = arena.allocate(to - from);
                    long offset = segment.offset() + from - segment.address();
                    linux.files()
                            .pread(files.ready(segment.pagesFile(), offset, to - from), bytes, offset)
                            .orThrow("pread", segment.pagesFile().toString());
                    System.arraycopy(
                            bytes.getBytes(0, (int) (to - from)), 0, saved, (int) (from - start), (int) (to - from));
                }
            }
        }
        return found ? saved : new byte[0];
    }

    private Unsupported otherKernel(String difference) {
        return new Unsupported("cannot restore process " + task.tid() + ": it was saved on another kernel: it "
                + difference + "; restore it on a machine with the kernel that it was saved on");
    }

    /** Maps it into the task, where nothing is yet. */
    void restore() {
        data.ifPresent(mapping -> task.call(
                "arch_prctl(ARCH_MAP_VDSO_64) at " + mapping.range(),
                Nr.ARCH_PRCTL,
                ArchPrctl.ARCH_MAP_VDSO_64,
                mapping.start()));
    }
}
