package dev.stasis.engine.resource.task;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.trace.RemoteProcess;
import dev.stasis.engine.trace.RemoteSyscalls;
import dev.stasis.engine.trace.StubSite;
import dev.stasis.engine.trace.TracerThread;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.engine.tree.FrozenThread;
import dev.stasis.engine.tree.FrozenTree;
import dev.stasis.engine.tree.TreeFreezer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Stops a process for the time of a question, as a dump does. */
final class Frozen {
    private Frozen() {}

    /** Asks of the leader. */
    static <T> T ask(int pid, Function<ThreadUnderDump, T> question) {
        return TracerThread.run(() -> {
            try (FrozenTree tree = TreeFreezer.freeze(Linux.real(), pid, 10);
                    RemoteProcess remote = open(tree.root())) {
                return question.apply(
                        new ThreadUnderDump(tree.root(), tree.root().leader(), remote.leader(), remote.scratch()));
            }
        });
    }

    /** Asks of a thread that does not lead. */
    static <T> T askOther(int pid, Function<ThreadUnderDump, T> question) {
        return TracerThread.run(() -> {
            try (FrozenTree tree = TreeFreezer.freeze(Linux.real(), pid, 10);
                    RemoteProcess remote = open(tree.root())) {
                FrozenThread thread = tree.root().threads().get(1);
                try (RemoteSyscalls calls = remote.thread(thread.tracee(), thread.state())) {
                    return question.apply(new ThreadUnderDump(tree.root(), thread, calls, remote.scratch()));
                }
            }
        });
    }

    static RemoteProcess open(FrozenProcess process) {
        FrozenThread leader = process.leader();
        long[] vdso = vdso(process.pid());
        StubSite site = StubSite.in(leader.tracee().memory(), process.pid(), vdso[0], vdso[1]);
        return RemoteProcess.open(leader.tracee(), leader.state(), site);
    }

    private static long[] vdso(int pid) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/maps"), StandardCharsets.ISO_8859_1);
            String line = lines.stream()
                    .filter(text -> text.endsWith("[vdso]"))
                    .findFirst()
                    .orElseThrow();
            String[] range = line.substring(0, line.indexOf(' ')).split("-");
            return new long[] {Long.parseUnsignedLong(range[0], 16), Long.parseUnsignedLong(range[1], 16)};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
