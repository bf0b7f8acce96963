package dev.stasis.test.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Command;
import dev.stasis.test.workload.Peer;
import dev.stasis.test.workload.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets whose pages are compressed: restored as they are, or by the real CRIU when they are plain again. */
class CompressedSetTest {
    private static final String STASIS = Checkout.stasis().toString();

    @TempDir
    Path root;

    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @Test
    void aCompressedChainIsRestored() throws IOException {
        try (Running program = Running.start("mem_anon")) {
            Path first = directory("first");
            Path second = directory("second");
            stasis("pre-dump", first, program, "--track-mem", "--compress=zstd:1");
            stasis("dump", second, program, "--track-mem", "--prev-images-dir", "../first", "--compress");
            for (Path set : List.of(first, second)) {
                assertEquals(List.of(), pagesFiles(set, ".img"));
                assertNotEquals(List.of(), pagesFiles(set, ".img.zst"));
            }
            Command.run(STASIS, "restore", "-d", "-D", second.toString()).orFail();
            assertEquals("PASS", program.verdict());
        }
    }

    @Test
    void criuRestoresASetThatIsPlainAgain() throws IOException {
        try (Running program = Running.start("mem_anon")) {
            Path set = directory("set");
            stasis("dump", set, program, "--compress");
            damageIsFound(set);
            aFullDiskLeavesItAsItIs(set);
            Command.run(STASIS, "images", "convert", "--to", "plain", set.toString())
                    .orFail();
            assertEquals(List.of(), pagesFiles(set, ".img.zst"));
            Peer.run("restore", set, "-d");
            assertEquals("PASS", program.verdict());
        }
    }

    private static void damageIsFound(Path set) throws IOException {
        Command.run(STASIS, "images", "verify", set.toString()).orFail();
        Path file = set.resolve(pagesFiles(set, ".img.zst").get(0));
        byte[] good = Files.readAllBytes(file);
        byte[] bad = good.clone();
        bad[good.length / 2] ^= 0x10;
        Files.write(file, bad);
        Command.Answer answer = Command.run(STASIS, "images", "verify", set.toString());
        assertEquals(1, answer.exitCode(), answer.text());
        assertTrue(answer.text().contains(file.toString()), answer.text());
        Files.write(file, good);
    }

    /** In a file system of its own that has room for the set, but not for its plain pages. */
    private void aFullDiskLeavesItAsItIs(Path set) throws IOException {
        Path disk = directory("disk");
        Path after = directory("after");
        long bytes = 0;
        try (Stream<Path> files = Files.list(set)) {
            for (Path file : files.toList()) {
                bytes += (Files.size(file) + 4095) / 4096 * 4096;
            }
        }
        String script = "mount -t tmpfs -o size=$4 none \"$1\" && cp \"$2\"/* \"$1\" && cp \"$1\"/* \"$3\" || exit 9;"
                + " ls -A \"$1\" > \"$3\".before; \"$5\" images convert --to plain \"$1\"; code=$?;"
                + " ls -A \"$1\" > \"$3\".after; cmp \"$3\".before \"$3\".after || exit 8;"
                + " for file in \"$1\"/*; do cmp \"$file\" \"$2\"/\"${file##*/}\" || exit 7; done; exit $code";
        Command.Answer answer = Command.run(
                "unshare",
                "-m",
                "sh",
                "-c",
                script,
                "sh",
                disk.toString(),
                set.toString(),
                after.toString(),
                Long.toString(bytes + (64 << 10)),
                STASIS);
        assertEquals(1, answer.exitCode(), answer.text());
        assertTrue(answer.text().contains("No space left"), answer.text());
    }

    private Path directory(String name) throws IOException {
        return Files.createDirectory(root.resolve(name));
    }

    private static void stasis(String command, Path images, Running program, String... more) {
        List<String> words = Stream.concat(
                        Stream.of(STASIS, command, "-t", Integer.toString(program.pid()), "-D", images.toString()),
                        Stream.of(more))
                .toList();
        Command.run(words).orFail();
    }

    private static List<String> pagesFiles(Path set, String ending) throws IOException {
        try (Stream<Path> files = Files.list(set)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("pages-") && name.endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
