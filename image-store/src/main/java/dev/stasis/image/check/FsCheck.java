package dev.stasis.image.check;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FsEntry;

/** Working directory and root of a task. */
final class FsCheck {
    private FsCheck() {}

    static void check(ImageDirectory images, TreeTask task, FileTable files) {
        FsEntry fs = images.require(ImageType.FS, task.pid());
        Spot at = Spot.of(images, ImageType.FS, task.pid());
        files.require(at, "cwd_id", fs.getCwdId(), FdTypes.REG);
        files.require(at, "root_id", fs.getRootId(), FdTypes.REG);
    }
}
