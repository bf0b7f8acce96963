package dev.stasis.engine.resource.fs;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.regular.RegularFile;
import dev.stasis.engine.restore.LentFiles;
import dev.stasis.engine.restore.RestoreTask;

/** Record to kernel. */
public final class FsContextRestorer {
    private FsContextRestorer() {}

    /** Requires: the task is not yet in a root of its own, and may still chroot. */
    public static void restore(RestoreTask task, FsContext context, FileRestore files) {
        if (!files.record(context.root(), RegularFile.class).path().equals("/")) {
            enter(task, context.root(), files);
            task.add("chroot", Nr.CHROOT, task.string(".").value());
        }
        enter(task, context.workingDirectory(), files);
        task.call("umask", Nr.UMASK, context.umask());
    }

    /** By a descriptor: the path may be out of reach behind the new root, or lead to nothing any more. */
    private static void enter(RestoreTask task, int id, FileRestore files) {
        try (LentFiles lent = new LentFiles(task, files.linux())) {
            task.call(
                    "fchdir to " + files.record(id, RegularFile.class).path(), Nr.FCHDIR, lent.number(files.open(id)));
        }
    }
}
