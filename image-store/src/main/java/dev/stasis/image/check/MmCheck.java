package dev.stasis.image.check;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.AioRingEntry;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.MmEntry;
import dev.stasis.image.proto.VmaEntry;
import java.util.List;

/** The address space of a task. */
final class MmCheck {
    /** AT_VECTOR_SIZE of CRIU's images, in words. */
    private static final int MOST_AUXV_WORDS = 44;

    /** SUID_DUMP_ROOT of prctl(2) PR_GET_DUMPABLE. */
    private static final int LARGEST_DUMPABLE = 2;

    private MmCheck() {}

    /** Returns where pages of the task's own can be. */
    static PrivateRanges check(ImageDirectory images, TreeTask task, FileTable files) {
        MmEntry mm = images.require(ImageType.MM, task.pid());
        Spot at = Spot.of(images, ImageType.MM, task.pid());
        checkBounds(at, mm);
        if (mm.getMmSavedAuxvCount() > MOST_AUXV_WORDS) {
            throw at.damaged(
                    "mm_saved_auxv", "has " + mm.getMmSavedAuxvCount() + " words, but at most " + MOST_AUXV_WORDS);
        }
        if (mm.getDumpable() < 0 || mm.getDumpable() > LARGEST_DUMPABLE) {
            throw at.damaged("dumpable", "is " + mm.getDumpable() + ", not 0, 1 or 2");
        }
        // A program may be executed out of a memfd, too.
        boolean memory = files.type(mm.getExeFileId()) == FdTypes.MEMFD;
        files.require(at, "exe_file_id", mm.getExeFileId(), memory ? FdTypes.MEMFD : FdTypes.REG);
        VmaCheck mappings = new VmaCheck(at, files);
        for (VmaEntry vma : mappingsOf(images, task, mm)) {
            mappings.add(vma);
        }
        checkRings(at, mm);
        return mappings.ranges();
    }

    /** In old sets they have a file of their own. */
    private static List<VmaEntry> mappingsOf(ImageDirectory images, TreeTask task, MmEntry mm) {
        return mm.getVmasCount() > 0 ? mm.getVmasList() : images.all(ImageType.VMAS, task.pid());
    }

    /** What prctl(2) PR_SET_MM_MAP asks for. */
    private static void checkBounds(Spot at, MmEntry mm) {
        checkOrder(at, "mm_end_code", mm.getMmStartCode(), mm.getMmEndCode());
        checkOrder(at, "mm_end_data", mm.getMmStartData(), mm.getMmEndData());
        checkOrder(at, "mm_brk", mm.getMmStartBrk(), mm.getMmBrk());
        checkOrder(at, "mm_arg_end", mm.getMmArgStart(), mm.getMmArgEnd());
        checkOrder(at, "mm_env_end", mm.getMmEnvStart(), mm.getMmEnvEnd());
        checkOrder(at, "mm_start_stack", 0, mm.getMmStartStack());
    }

    private static void checkOrder(Spot at, String field, long start, long end) {
        if (start < 0 || end < start || end > VmaCheck.END_OF_USER_SPACE) {
            throw at.damaged(
                    field,
                    "is 0x" + Long.toHexString(end) + ", but it begins at 0x" + Long.toHexString(start)
                            + " and has to end in user space");
        }
    }

    private static void checkRings(Spot at, MmEntry mm) {
        for (AioRingEntry ring : mm.getAiosList()) {
            boolean mapped = mm.getVmasList().stream()
                    .anyMatch(vma -> vma.getStart() == ring.getId() && VmaStatus.has(vma, VmaStatus.AIO_RING));
            if (!mapped) {
                throw at.damaged("aios.id", "is 0x" + Long.toHexString(ring.getId()) + ", but no ring is mapped there");
            }
        }
    }
}
