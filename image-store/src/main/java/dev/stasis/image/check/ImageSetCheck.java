package dev.stasis.image.check;

import dev.stasis.image.DedupMark;
import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageSet;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.InventoryEntry;
import java.util.List;

/**
 * Whether the files of a complete set fit each other. Reads all of them but the pages, changes nothing.
 *
 * <p>Not checked is what only the machine can tell: whether paths exist, pids are free, the processor is good enough.
 */
public final class ImageSetCheck {
    private ImageSetCheck() {}

    /** Throws {@link ImageDamagedException} at the first contradiction. */
    public static void check(ImageSet set) {
        checkInventory(set);
        DedupMark.requireNone(set);
        List<TreeTask> tasks = TreeCheck.check(set);
        FileTable files = FileTable.read(set);
        FileReferences.check(set, files);
        SeccompFilters filters = SeccompFilters.read(set);
        for (TreeTask task : tasks) {
            TaskCheck.check(set, task, filters);
            if (task.isAlive()) {
                checkAlive(set, task, files);
            }
        }
        SharedMemoryCheck.check(set);
        KeptDataCheck.check(set);
    }

    private static void checkAlive(ImageSet set, TreeTask task, FileTable files) {
        FdTableCheck.check(set, task, files);
        FsCheck.check(set, task, files);
        PagesCheck.check(set, task, MmCheck.check(set, task, files));
    }

    /** Without it the numbers of the fdinfo files would be pids, as before 2012. */
    private static void checkInventory(ImageSet set) {
        InventoryEntry inventory = set.inventory();
        if (!inventory.getFdinfoPerId()) {
            throw Spot.of(set, ImageType.INVENTORY, 0)
                    .damaged(
                            "fdinfo_per_id",
                            inventory.hasPreDumpMode()
                                    ? "is not set: this is a pre-dump, which holds memory only"
                                    : "is not set");
        }
    }
}
