package dev.stasis.engine.resource.fs;

import dev.stasis.engine.kernel.proc.ProcessStatus;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.regular.RegularFiles;

/** Kernel to record. */
public final class FsContextDumper {
    private static final int OCTAL = 8;

    private FsContextDumper() {}

    /** Of a process whose threads all share theirs. Its directories become files of the dump. */
    public static FsContext dump(FileDump files, int pid) {
        String umask = ProcessStatus.of(pid).value("Umask");
        return new FsContext(
                RegularFiles.idForPath(files, pid, "cwd"),
                RegularFiles.idForPath(files, pid, "root"),
                Integer.parseInt(umask, OCTAL));
    }
}
