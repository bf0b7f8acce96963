package dev.stasis.engine.trace;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.tree.FrozenThread;
import dev.stasis.engine.tree.FrozenTree;
import dev.stasis.engine.tree.TreeFreezer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A virtual machine that makes copies of a {@link CountingTarget}'s memory until it is killed. */
final class CopyHolder {
    private CopyHolder() {}

    /** Tells by a byte that it begins. */
    static Process start(int pid, Path folder) throws IOException {
        List<String> command = List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CopyHolder.class.getName(),
                Integer.toString(pid),
                folder.toString());
        return new ProcessBuilder(command)
                .redirectError(folder.resolve("holder").toFile())
                .redirectInput(new File("/dev/null"))
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        int pid = Integer.parseInt(arguments[0]);
        CountingTarget target = CountingTarget.running(Path.of(arguments[1]), pid);
        Linux linux = Linux.real();
        TracerThread.run(() -> {
            copy(linux, target, pid);
            System.out.write('!');
            System.out.flush();
            while (true) {
                copy(linux, target, pid);
            }
        });
    }

    private static void copy(Linux linux, CountingTarget target, int pid) throws IOException {
        FrozenTree tree = TreeFreezer.freeze(linux, pid, 10);
        FrozenThread leader = tree.root().leader();
        try (StubSite site = target.site(leader.tracee());
                MemoryCopy copy = MemoryCopy.of(leader.tracee(), leader.state(), site)) {
            tree.thaw();
            target.count(copy.pid());
        } finally {
            tree.close();
        }
    }
}
