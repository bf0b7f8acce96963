package dev.stasis.engine.dump;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.proc.ProcessStat;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.engine.tree.FrozenThread;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.PstreeEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who is whose child, in which group and session: {@code pstree.img}, and each process's {@code ids-PID.img}. */
final class TreeImages {
    private TreeImages() {}

    /** Requires: the session rules were checked. */
    static void write(FrozenDump dump) throws IOException {
        ImageSetWriter set = dump.set();
        List<PstreeEntry> entries = new ArrayList<>();
        int number = 1;
        for (FrozenProcess process : dump.tree().processes()) {
            entries.add(entry(process));
            if (!process.zombie()) {
                set.write(ImageType.IDS, process.pid(), KernelObjects.ids(++number));
            }
        }
        set.writeAll(ImageType.PSTREE, 0, entries);
    }

    private static PstreeEntry entry(FrozenProcess process) {
        ProcessStat stat = ProcessStat.of(process.pid());
        PstreeEntry.Builder entry = PstreeEntry.newBuilder()
                .setPid(process.pid())
                .setPpid(process.parentPid())
                .setPgid(stat.processGroup())
                .setSid(stat.session());
        if (process.zombie()) {
            entry.addThreads(process.pid());
        }
        process.threads().stream().map(FrozenThread::tid).forEach(entry::addThreads);
        return entry.build();
    }

    /**
     * A restored process can only be in a session that is restored with it, or in the restorer's own when the root is
     * part of one from outside.
     */
    static void checkSessions(FrozenDump dump) {
        int rootSession = ProcessStat.of(dump.tree().root().pid()).session();
        boolean rootLeads = rootSession == dump.tree().root().pid();
        if (!rootLeads && !dump.request().shellJob()) {
            throw new Unsupported("cannot dump process " + dump.tree().root().pid()
                    + ": it belongs to session " + rootSession + ", which is not part of the tree (a job of a shell);"
                    + " consider using --shell-job, at restore too, or start it by setsid(1)");
        }
        for (FrozenProcess process : dump.tree().processes()) {
            int session = ProcessStat.of(process.pid()).session();
            if (session != rootSession && dump.tree().find(session).isEmpty() && exists(session)) {
                throw new Unsupported("cannot dump process " + process.pid() + ": the leader of its session " + session
                        + " is not part of the tree; dump a process further up, or end this one first");
            }
        }
    }

    /** A leader that has ended is no hindrance: the restore gives the session one for a moment. */
    private static boolean exists(int pid) {
        return Files.exists(Path.of("/proc/" + pid));
    }
}
