package dev.stasis.image.check;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FdinfoEntry;
import java.util.HashSet;
import java.util.Set;

/** The descriptor table of a task: every number once, each a file that there is. */
final class FdTableCheck {
    /** Far above every fs.nr_open in use; the kernel's table for it alone would have 128 MiB. */
    private static final long LARGEST_DESCRIPTOR = (1 << 24) - 1;

    private FdTableCheck() {}

    static void check(ImageDirectory images, TreeTask task, FileTable files) {
        long table = Integer.toUnsignedLong(TaskCheck.filesId(images, task));
        Set<Integer> taken = new HashSet<>();
        int index = 0;
        for (FdinfoEntry descriptor : images.all(ImageType.FDINFO, table)) {
            Spot at = Spot.of(images, ImageType.FDINFO, table, index++);
            at.atMost(LARGEST_DESCRIPTOR, Integer.toUnsignedLong(descriptor.getFd()), "fd");
            if (!taken.add(descriptor.getFd())) {
                throw at.damaged("fd", "is " + descriptor.getFd() + ", which a record before is, too");
            }
            files.require(at, "id", descriptor.getId(), descriptor.getType());
        }
    }
}
