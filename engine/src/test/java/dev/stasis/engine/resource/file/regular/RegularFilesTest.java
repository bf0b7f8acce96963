package dev.stasis.engine.resource.file.regular;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRoundTrip;
import dev.stasis.engine.resource.file.FileRoundTrip.TestDump;
import dev.stasis.engine.resource.file.FileRoundTrip.TestRestore;
import dev.stasis.engine.resource.file.FileStat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegularFilesTest {
    private final Linux linux = Linux.real();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path images;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path files;

    @Test
    void opensAFileWhereItWasWithItsFlags() throws IOException {
        Path path = Files.writeString(files.resolve("a"), "hello world");
        try (Fd file = open(path, Fcntl.O_RDWR | Fcntl.O_APPEND | Fcntl.O_NONBLOCK)) {
            linux.files().lseek(file, 6, Fcntl.SEEK_SET);
            int id = write(file);
            try (TestRestore restore = restore()) {
                RegularFiles.preflight(restore);
                Fd again = restore.open(id);
                assertEquals(6, linux.files().lseek(again, 0, Fcntl.SEEK_CUR).raw());
                assertEquals(flags(file), flags(again));
                assertEquals("world", read(again, 6));
                assertTrue(stat(file).sameFile(stat(again)));
            }
        }
    }

    @Test
    void opensDirectoriesDevicesAndBarePaths() throws IOException {
        Files.writeString(files.resolve("a"), "x");
        Files.createSymbolicLink(files.resolve("link"), Path.of("a"));
        try (Fd directory = open(files, Fcntl.O_RDONLY | Fcntl.O_DIRECTORY);
                Fd device = open(Path.of("/dev/null"), Fcntl.O_RDWR);
                Fd path = open(files.resolve("a"), Fcntl.O_PATH);
                Fd link = open(files.resolve("link"), Fcntl.O_PATH | Fcntl.O_NOFOLLOW)) {
            TestDump dump = new TestDump(FileRoundTrip.dumpTo(images)).add(directory, device, path, link);
            dump.write(images);
            try (TestRestore restore = restore()) {
                RegularFiles.preflight(restore);
                for (Fd file : new Fd[] {directory, device, path, link}) {
                    Fd again = restore.open(dump.id(file));
                    assertEquals(flags(file), flags(again));
                    assertTrue(stat(file).sameFile(stat(again)));
                }
            }
        }
    }

    @Test
    void keepsNamesThatAreNotUtf8() throws IOException {
        String name = files + "/\u00e9\u00ff";
        try (Fd file = linux.paths().open(name, Fcntl.O_CREAT | Fcntl.O_RDWR, 0600)) {
            int id = write(file);
            try (TestRestore restore = restore()) {
                assertTrue(stat(file).sameFile(stat(restore.open(id))));
            }
            linux.paths().tryUnlink(name);
        }
    }

    @Test
    void bringsBackADeletedFileForAllWhoHadItOpen() throws IOException {
        Path path = Files.writeString(files.resolve("g"), "ghost");
        try (Fd writer = open(path, Fcntl.O_RDWR);
                Fd reader = open(path, Fcntl.O_RDONLY)) {
            Files.delete(path);
            TestDump dump = new TestDump(FileRoundTrip.dumpTo(images)).add(writer, reader);
            dump.write(images);
            try (TestRestore restore = restore()) {
                RegularFiles.preflight(restore);
                Fd again = restore.open(dump.id(writer));
                Fd other = restore.open(dump.id(reader));
                assertEquals(path + " (deleted)", link(again));
                assertFalse(Files.exists(path));
                assertEquals("ghost", read(other, 0));
                assertTrue(stat(again).sameFile(stat(other)));
                assertEquals(0, stat(again).links());
                assertEquals(stat(writer).mode(), stat(again).mode());
            }
        }
    }

    @Test
    void bringsBackADeletedFileWhoseNameWasGivenToAnother() throws IOException {
        Path path = Files.writeString(files.resolve("log"), "old");
        try (Fd file = open(path, Fcntl.O_RDWR)) {
            Files.delete(path);
            Files.writeString(path, "new");
            int id = write(file);
            try (TestRestore restore = restore()) {
                assertEquals("old", read(restore.open(id), 0));
            }
            assertEquals("new", Files.readString(path));
            assertEquals(1, files.toFile().list().length);
        }
    }

    @Test
    void keepsTheHolesOfADeletedFile() throws IOException {
        Path path = files.resolve("sparse");
        try (Fd file = open(path, Fcntl.O_RDWR | Fcntl.O_CREAT);
                Arena arena = new Arena()) {
            linux.files().pwrite(file, arena.copy("head".getBytes(StandardCharsets.US_ASCII)), 0);
            linux.files().pwrite(file, arena.copy("tail".getBytes(StandardCharsets.US_ASCII)), 1 << 22);
            linux.files().ftruncate(file, 1L << 23);
            Files.delete(path);
            int id = write(file);
            assertTrue(Files.size(images.resolve("ghost-file-1.img")) < 1 << 20);
            try (TestRestore restore = restore()) {
                Fd again = restore.open(id);
                assertEquals("head", read(again, 0).substring(0, 4));
                assertEquals("tail", read(again, 1 << 22).substring(0, 4));
                assertEquals(1L << 23, stat(again).size());
                assertTrue(stat(again).blocks() < 1000);
            }
        }
    }

    @Test
    void bringsBackADeletedDirectoryAndAFileInIt() throws IOException {
        Path directory = Files.createDirectory(files.resolve("d"));
        Path path = Files.writeString(directory.resolve("f"), "in d");
        try (Fd inner = open(path, Fcntl.O_RDONLY);
                Fd outer = open(directory, Fcntl.O_RDONLY | Fcntl.O_DIRECTORY)) {
            Files.delete(path);
            Files.delete(directory);
            TestDump dump = new TestDump(FileRoundTrip.dumpTo(images)).add(inner, outer);
            dump.write(images);
            try (TestRestore restore = restore()) {
                assertEquals("in d", read(restore.open(dump.id(inner)), 0));
                assertEquals(
                        stat(outer).mode(), stat(restore.open(dump.id(outer))).mode());
                assertEquals(directory + " (deleted)", link(restore.open(dump.id(outer))));
            }
            assertEquals(0, files.toFile().list().length);
        }
    }

    @Test
    void letsAFileThatNeverHadANameGetOneStill() throws IOException {
        try (Fd file = linux.files().open(files.toString(), Fcntl.O_TMPFILE | Fcntl.O_RDWR, 0600)) {
            int id = write(file);
            try (TestRestore restore = restore()) {
                Fd again = restore.open(id);
                Path name = files.resolve("name");
                linux.paths()
                        .tryLink("/proc/self/fd/" + again.number(), name.toString())
                        .orThrow("link", name.toString());
                assertTrue(Files.exists(name));
            }
        }
    }

    @Test
    void takesAwayWhatAKilledRestoreLeftAtTheOldName() throws IOException {
        Path path = Files.writeString(files.resolve("a"), "ghost");
        try (Fd file = open(path, Fcntl.O_RDWR)) {
            Files.delete(path);
            int id = write(file);
            Files.createFile(path);
            assumeTrue(mark(path).ok(), "no marks on the file system of " + files);
            try (TestRestore restore = restore()) {
                Fd again = restore.open(id);
                assertEquals(path + " (deleted)", link(again));
                assertEquals("ghost", read(again, 0));
            }
            assertEquals(0, files.toFile().list().length);
        }
    }

    private Result mark(Path file) {
        try (Arena arena = new Arena()) {
            long name = arena.string(file.toString()).address();
            long mark = arena.string("trusted.stasis.ghost").address();
            return new Result(linux.raw().call(Nr.SETXATTR, name, mark, name, 1, 0));
        }
    }

    @Test
    void leavesAnotherFileAtTheOldNameOfADeletedOne() throws IOException {
        Path path = Files.writeString(files.resolve("a"), "ghost");
        try (Fd file = open(path, Fcntl.O_RDWR)) {
            Files.delete(path);
            int id = write(file);
            Files.createFile(path);
            try (TestRestore restore = restore()) {
                assertEquals("ghost", read(restore.open(id), 0));
            }
            assertTrue(Files.exists(path));
            assertEquals(1, files.toFile().list().length);
        }
    }

    @Test
    void saysWhichDeletedFileIsTooLarge() throws IOException {
        Path path = Files.write(files.resolve("large"), new byte[2 << 20]);
        try (Fd file = open(path, Fcntl.O_RDONLY)) {
            Files.delete(path);
            Unsupported refusal = assertThrows(Unsupported.class, () -> write(file));
            assertTrue(refusal.toString().contains("--ghost-limit"), refusal.toString());
            assertTrue(refusal.toString().contains(path.toString()), refusal.toString());
        }
    }

    @Test
    void refusesAFileWithAnotherNameUnlessItMayHaveATemporaryOne() throws IOException {
        Path path = Files.writeString(files.resolve("a"), "linked");
        Files.createLink(files.resolve("b"), path);
        try (Fd file = open(path, Fcntl.O_RDWR)) {
            Files.delete(path);
            Unsupported refusal = assertThrows(Unsupported.class, () -> write(file));
            assertTrue(refusal.toString().contains("--link-remap"), refusal.toString());
            TestDump dump = new TestDump(linkRemap()).add(file);
            dump.write(images);
            try (TestRestore restore = restore()) {
                RegularFiles.preflight(restore);
                Fd again = restore.open(dump.id(file));
                assertTrue(stat(file).sameFile(stat(again)));
                assertEquals(path + " (deleted)", link(again));
                RegularFiles.removeTemporaryNames(restore);
            }
            assertEquals(1, files.toFile().list().length);
        }
    }

    @Test
    void refusesATemporaryNameThatNoDumpGives() throws IOException {
        Path precious = Files.writeString(files.resolve("precious"), "x");
        try (Fd file = open(precious, Fcntl.O_RDWR)) {
            TestDump dump = new TestDump(FileRoundTrip.dumpTo(images)).add(file);
            RegularFile plain = (RegularFile) dump.record(file);
            RegularFile remapped = new RegularFile(
                    files.resolve("gone").toString(),
                    plain.flags(),
                    plain.position(),
                    plain.owner(),
                    plain.mode(),
                    plain.size(),
                    plain.buildId(),
                    false,
                    Optional.of(new Remap.Linked(dump.id(file))));
            dump.add(dump.newId(), RegularFiles.KIND, remapped);
            dump.write(images);
            try (TestRestore restore = restore()) {
                ImageDamaged refusal = assertThrows(ImageDamaged.class, () -> RegularFiles.preflight(restore));
                assertTrue(refusal.toString().contains(precious + ", which is no name that a dump gives"));
            }
        }
    }

    @Test
    void takesTemporaryNamesAwayAfterAFailure() throws IOException {
        Path path = Files.writeString(files.resolve("a"), "linked");
        Files.createLink(files.resolve("b"), path);
        try (Fd file = open(path, Fcntl.O_RDWR)) {
            Files.delete(path);
            TestDump dump = new TestDump(linkRemap()).add(file);
            assertEquals(2, files.toFile().list().length);
            LinkRemaps.undo(dump);
            assertEquals(1, files.toFile().list().length);
        }
    }

    @Test
    void saysWhichFileChangedSinceTheDump() throws IOException {
        Path path = Files.writeString(files.resolve("a"), "12345");
        try (Fd file = open(path, Fcntl.O_RDWR)) {
            write(file);
            Files.writeString(path, "123456");
            assertRefused("6 bytes now but was 5", path);
            Files.writeString(path, "54321");
            path.toFile().setExecutable(true);
            assertRefused("mode", path);
            Files.delete(path);
            assertRefused("does not exist", path);
        }
    }

    @Test
    void knowsTheBuildIdOfAnExecutable() throws IOException {
        Path program = Path.of("/proc/self/exe").toRealPath();
        try (Fd file = open(program, Fcntl.O_RDONLY)) {
            TestDump dump = new TestDump(FileRoundTrip.dumpTo(images)).add(file);
            RegularFile record = (RegularFile) dump.record(file);
            dump.write(images);
            assertTrue(record.size().isPresent());
            try (TestRestore restore = restore()) {
                assertEquals(record, restore.record(dump.id(file)));
            }
        }
    }

    @Test
    void givesOneIdToAFileThatIsMappedTwice() {
        TestDump dump = new TestDump(FileRoundTrip.dumpTo(images));
        int pid = linux.processes().ownPid();
        assertEquals(RegularFiles.idForExecutable(dump, pid), RegularFiles.idForExecutable(dump, pid));
        assertTrue(RegularFiles.idForPath(dump, pid, "cwd") != RegularFiles.idForPath(dump, pid, "root"));
    }

    private void assertRefused(String part, Path path) {
        try (TestRestore restore = restore()) {
            BadRequest refusal = assertThrows(BadRequest.class, () -> RegularFiles.preflight(restore));
            assertTrue(refusal.toString().contains(part), refusal.toString());
            assertTrue(refusal.toString().contains(path.toString()), refusal.toString());
        }
    }

    private Dump linkRemap() {
        Dump plain = FileRoundTrip.dumpTo(images);
        return FileRoundTrip.withLinkRemap(plain);
    }

    private int write(Fd file) throws IOException {
        TestDump dump = new TestDump(FileRoundTrip.dumpTo(images)).add(file);
        dump.write(images);
        return dump.id(file);
    }

    private TestRestore restore() {
        return new TestRestore(FileRoundTrip.restoreFrom(images));
    }

    private Fd open(Path path, int flags) {
        return linux.files().open(path.toString(), flags, 0600);
    }

    private FileStat stat(Fd file) {
        return FileStat.of(linux.files(), file);
    }

    private long flags(Fd file) {
        return linux.files().fcntl(file, Fcntl.F_GETFL, 0).orThrow("fcntl", file.toString());
    }

    private String link(Fd file) {
        StringBuilder link = new StringBuilder();
        linux.files().tryReadLink("/proc/self/fd/" + file.number(), link);
        return link.toString();
    }

    private String read(Fd file, long offset) {
        try (Arena arena = new Arena()) {
            Block buffer = arena.allocate(64);
            long got = linux.files().pread(file, buffer, offset).orThrow("pread", file.toString());
            return new String(buffer.getBytes(0, (int) got), StandardCharsets.US_ASCII);
        }
    }
}
