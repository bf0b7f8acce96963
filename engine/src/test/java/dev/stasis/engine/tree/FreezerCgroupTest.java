package dev.stasis.engine.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.resource.file.Program;
import dev.stasis.engine.trace.TracerThread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class FreezerCgroupTest {
    private static final Path FIRST = Path.of("/sys/fs/cgroup/freezer");
    private static final Path SECOND = Path.of("/sys/fs/cgroup/unified");
    private static final String THREADS = """
            import threading
            for i in range(3):
             threading.Thread(target=lambda: time.sleep(1000),daemon=True).start()
            if os.fork()==0: time.sleep(1000)
            """;

    private final Linux linux = Linux.real();

    @Test
    void stopsATreeWithinAGroupOfVersionOne() throws IOException {
        stopsATree(FIRST);
    }

    @Test
    void stopsATreeWithinAGroupOfVersionTwo() throws IOException {
        stopsATree(SECOND);
    }

    private void stopsATree(Path hierarchy) throws IOException {
        try (Group group = new Group(hierarchy);
                Program program = Program.python(THREADS)) {
            group.add(program);
            FreezerCgroup cgroup = FreezerCgroup.at(group.path.toString());
            TracerThread.run(() -> {
                try (FrozenTree tree = TreeFreezer.freeze(linux, program.pid(), 10, Optional.of(cgroup))) {
                    assertEquals(2, tree.processes().size());
                    assertEquals(4, tree.root().threads().size());
                    assertTrue(tree.root().leader().tracee().registerBytes() > 0);
                    cgroup.putBack();
                }
                return 0;
            });
            awaitState(program.pid(), 'S');
        }
    }

    @Test
    void freezesAgainWhatWasFrozenInAGroupOfVersionOne() throws IOException {
        freezesAgain(FIRST, "freezer.state", "FROZEN");
    }

    @Test
    void freezesAgainWhatWasFrozenInAGroupOfVersionTwo() throws IOException {
        freezesAgain(SECOND, "cgroup.freeze", "1");
    }

    private void freezesAgain(Path hierarchy, String file, String frozen) throws IOException {
        try (Group group = new Group(hierarchy);
                Program program = Program.python("")) {
            group.add(program);
            Path state = group.path.resolve(file);
            Files.writeString(state, frozen);
            String before;
            do {
                before = Files.readString(state).trim();
            } while (!before.equals(frozen));
            FreezerCgroup cgroup = FreezerCgroup.at(group.path.toString());
            TracerThread.run(() -> {
                try (FrozenTree tree = TreeFreezer.freeze(linux, program.pid(), 10, Optional.of(cgroup))) {
                    assertTrue(tree.root().leader().tracee().registerBytes() > 0);
                    cgroup.putBack();
                }
                return 0;
            });
            String after;
            do {
                after = Files.readString(state).trim();
            } while (!after.equals(frozen));
            group.thaw();
        }
    }

    private static void awaitState(int pid, char state) {
        ProcessTable table = new ProcessTable();
        while (table.state(pid).filter(found -> found == state).isEmpty()) {
            Thread.onSpinWait();
        }
    }

    /** A cgroup for one test. */
    private static final class Group implements AutoCloseable {
        private final Path path;

        Group(Path hierarchy) throws IOException {
            Assumptions.assumeTrue(Files.isWritable(hierarchy), "no cgroup hierarchy at " + hierarchy);
            path = Files.createDirectory(
                    hierarchy.resolve("stasis-test-" + ProcessHandle.current().pid()));
        }

        void add(Program program) throws IOException {
            Files.writeString(path.resolve("cgroup.procs"), Integer.toString(program.pid()));
            for (ProcessHandle child : program.handle().children().toList()) {
                Files.writeString(path.resolve("cgroup.procs"), Long.toString(child.pid()));
            }
        }

        /** A killed task in a frozen group of version one dies when it is thawed. */
        void thaw() throws IOException {
            boolean first = Files.exists(path.resolve("freezer.state"));
            Files.writeString(path.resolve(first ? "freezer.state" : "cgroup.freeze"), first ? "THAWED" : "0");
        }

        @Override
        public void close() throws IOException {
            thaw();
            while (!Files.readString(path.resolve("cgroup.procs")).isEmpty()) {
                Thread.onSpinWait();
            }
            Files.delete(path);
        }
    }
}
