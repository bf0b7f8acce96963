package dev.stasis.engine.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.ScriptFailed;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.api.request.AfterDump;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.resource.file.Program;
import dev.stasis.image.ImageSet;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.FdinfoEntry;
import dev.stasis.image.proto.PstreeEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DumpSessionTest {
    @TempDir
    Path images;

    @TempDir
    Path work;

    private Outcome dump(Program program, AfterDump after, String... hooks) {
        Dump request = Dump.of(program.pid(), ImageDirs.of(images)).then(after);
        return run(hooks.length == 0 ? request : withHooks(request, List.of(hooks)));
    }

    private static Outcome run(Dump request) {
        return DumpSession.run(Linux.real(), request, Log.NONE, ProgressListener.SILENT);
    }

    private static Dump withHooks(Dump dump, List<String> hooks) {
        return new Dump(
                dump.pid(),
                dump.dirs(),
                dump.after(),
                dump.shellJob(),
                dump.freezing(),
                dump.cpuCap(),
                dump.files(),
                dump.memory(),
                dump.tcp(),
                dump.mounts(),
                dump.cgroups(),
                dump.emptyNet(),
                dump.externals(),
                dump.allowUprobes(),
                dump.pluginDirectory(),
                hooks);
    }

    private String script(String text) throws IOException {
        Path file = work.resolve("hook");
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    @Test
    void savesAProcessAndEndsIt() throws IOException {
        try (Program program = Program.python("")) {
            Outcome outcome = dump(program, AfterDump.KILL);

            assertEquals(Outcome.SUCCESS, outcome.exitCode());
            program.handle().onExit().join();
            ImageSet set = ImageSet.open(images);
            PstreeEntry root = set.all(ImageType.PSTREE).get(0);
            assertEquals(program.pid(), root.getPid());
            assertEquals(0, root.getPpid());
            assertTrue(set.has(ImageType.MM, program.pid()));
            assertTrue(Files.exists(images.resolve("stats-dump")));
        }
    }

    @Test
    void savesThreadsAndZombies() throws IOException {
        try (Program program = Program.python("""
                import threading
                threading.Thread(target=lambda: time.sleep(1000),daemon=True).start()
                if os.fork()==0: os._exit(3)
                os.waitid(os.P_ALL,0,os.WEXITED|os.WNOWAIT)
                """)) {
            dump(program, AfterDump.KILL);

            ImageSet set = ImageSet.open(images);
            List<PstreeEntry> tree = set.all(ImageType.PSTREE);
            assertEquals(2, tree.get(0).getThreadsCount());
            CoreEntry thread = set.require(ImageType.CORE, tree.get(0).getThreads(1));
            assertFalse(thread.hasTc());
            CoreEntry zombie = set.require(ImageType.CORE, tree.get(1).getPid());
            assertEquals(2, zombie.getTc().getTaskState());
            assertEquals(3 << 8, zombie.getTc().getExitCode());
            assertFalse(zombie.hasThreadCore());
        }
    }

    @Test
    void knowsDescriptorsThatShareAFile() throws IOException {
        try (Program program = Program.python("""
                os.dup2(0,100)
                os.dup2(os.open('/dev/null',os.O_RDONLY),101)
                """)) {
            dump(program, AfterDump.KILL);

            List<FdinfoEntry> table = ImageSet.open(images).all(ImageType.FDINFO, 2);
            assertEquals(id(table, 0), id(table, 100));
            assertFalse(id(table, 0) == id(table, 101));
        }
    }

    private static int id(List<FdinfoEntry> table, int number) {
        return table.stream()
                .filter(entry -> entry.getFd() == number)
                .findFirst()
                .orElseThrow()
                .getId();
    }

    @Test
    void leavesNoTraceInAProcessThatGoesOn() throws IOException {
        try (Program program = Program.python("")) {
            String before = Files.readString(Path.of("/proc/" + program.pid() + "/maps"));

            assertEquals(Outcome.SUCCESS, dump(program, AfterDump.RUN).exitCode());

            assertEquals(before, Files.readString(Path.of("/proc/" + program.pid() + "/maps")));
            awaitState(program.pid(), 'S');
        }
    }

    @Test
    void leavesAProcessStoppedOnRequest() throws IOException {
        try (Program program = Program.python("")) {
            dump(program, AfterDump.STOP);
            awaitState(program.pid(), 'T');
        }
    }

    @Test
    void letsTheTreeGoOnWhenThePostDumpScriptFails() throws IOException {
        try (Program program = Program.python("")) {
            String hook = script("test $CRTOOLS_SCRIPT_ACTION != post-dump");

            assertEquals(255, dump(program, AfterDump.KILL, hook).exitCode());

            awaitState(program.pid(), 'S');
            assertEquals(2, ImageSet.open(images).inventory().getImgVersion());
        }
    }

    @Test
    void touchesNothingWhenThePreDumpScriptFails() throws IOException {
        try (Program program = Program.python("")) {
            String hook = script("false");

            assertThrows(ScriptFailed.class, () -> dump(program, AfterDump.KILL, hook));

            awaitState(program.pid(), 'S');
            assertEquals(List.of(), written());
        }
    }

    @Test
    void letsTheTreeGoOnWhenImagesCannotBeWritten() throws IOException {
        try (Program program = Program.python("")) {
            String hook = script("rm -rf $CRTOOLS_IMAGE_DIR/.stasis*");

            assertThrows(BadRequest.class, () -> dump(program, AfterDump.KILL, hook));

            awaitState(program.pid(), 'S');
            assertEquals(List.of(), written());
        }
    }

    @Test
    void refusesAProcessUnderSeccomp() throws IOException {
        assertRefuses("seccomp", """
                libc.prctl(38,1,0,0,0)
                code=ctypes.create_string_buffer(struct.pack('HBBI',6,0,0,0x7fff0000))
                prog=ctypes.create_string_buffer(struct.pack('HxxxxxxQ',1,ctypes.addressof(code)))
                libc.prctl(22,2,prog)
                """);
    }

    @Test
    void refusesANamespaceOfItsOwn() throws IOException {
        assertRefuses("another namespace (uts)", "libc.unshare(0x04000000)\n");
    }

    @Test
    void refusesAThreadWithDescriptorsOfItsOwn() throws IOException {
        assertRefuses("descriptors", """
                import threading
                ready=threading.Event()
                def alone(): libc.unshare(0x400); ready.set(); time.sleep(1000)
                threading.Thread(target=alone,daemon=True).start()
                ready.wait()
                """);
    }

    @Test
    void refusesFileLocksWithoutTheOption() throws IOException {
        assertRefuses("--file-locks", """
                f=os.open('/tmp',os.O_RDONLY)
                fcntl.flock(f,fcntl.LOCK_SH)
                """);
    }

    private void assertRefuses(String word, String code) throws IOException {
        try (Program program = Program.python(code)) {
            Unsupported error = assertThrows(Unsupported.class, () -> dump(program, AfterDump.KILL));

            assertTrue(String.valueOf(error.getMessage()).contains(word), error.getMessage());
            awaitState(program.pid(), 'S');
            assertEquals(List.of(), written());
        }
    }

    private List<Path> written() throws IOException {
        try (Stream<Path> files = Files.list(images)) {
            return files.toList();
        }
    }

    private static void awaitState(int pid, char state) throws IOException {
        String stat;
        do {
            stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        } while (stat.charAt(stat.lastIndexOf(')') + 2) != state);
    }
}
