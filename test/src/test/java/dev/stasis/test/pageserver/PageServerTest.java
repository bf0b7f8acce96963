package dev.stasis.test.pageserver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageFlags;
import dev.stasis.image.pages.Pagemap;
import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Command;
import dev.stasis.test.workload.Proc;
import dev.stasis.test.workload.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A dump sends its pages into another network; what is restored from both halves must be whole. */
class PageServerTest {
    private static final int SKIPPED = 77;
    private static final int NOTHING_MOVES_SECONDS = 3;
    /** So slow that the transfer can be caught in the middle: the workload has more than twice as much. */
    private static final List<String> SLOWLY = List.of("--bandwidth-limit", "1M");

    /** What the workload writes at its start, and never again. */
    private static final int UNCHANGED_PAGES = 333;

    private static final long SOME_BYTES = 300_000;

    @TempDir
    Path root;

    private OtherNetwork network;

    enum Tool {
        STASIS,
        CRIU;

        Path program() {
            return this == STASIS ? Checkout.stasis() : Checkout.testModule().resolve("src/main/scripts/peer-criu");
        }
    }

    enum Accident {
        SERVER_KILLED,
        LINK_CUT
    }

    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @BeforeEach
    void makeNetwork() throws IOException {
        network = OtherNetwork.make();
    }

    @AfterEach
    void removeNetwork() {
        Optional.ofNullable(network).ifPresent(OtherNetwork::close);
    }

    @ParameterizedTest(name = "{0} to {1}, tls: {2}")
    @CsvSource({
        "STASIS, STASIS, false",
        "STASIS, STASIS, true",
        "STASIS, CRIU, false",
        "STASIS, CRIU, true",
        "CRIU, STASIS, false",
        "CRIU, STASIS, true"
    })
    void whatWasSentIsRestored(Tool client, Tool server, boolean tls) throws IOException, InterruptedException {
        List<String> here = new ArrayList<>();
        List<String> there = new ArrayList<>();
        if (tls) {
            Certificates certificates = Certificates.make(root.resolve("pki"), network.there());
            here.addAll(certificates.of("client"));
            there.addAll(certificates.of("server"));
        }
        try (Running workload = Running.start("mem_anon");
                PageServerRun run = PageServerRun.start(network, server.program(), images("there"), there)) {
            send("dump", client.program(), workload.pid(), images("here"), here).orFail();
            assertEquals(0, run.exitCode(), run::said);
            assertFalse(hasPages(images("here")), "pages are on the dumping side, too");
            restoreAndJudge(workload, run);
        }
    }

    @Test
    void aChainIsKeptOnTheServersSide() throws IOException, InterruptedException {
        Path stasis = Tool.STASIS.program();
        try (Running workload = Running.start("mem_anon")) {
            try (PageServerRun run = PageServerRun.start(network, stasis, images("there/0"), List.of())) {
                send("pre-dump", stasis, workload.pid(), images("here/0"), List.of())
                        .orFail();
                assertEquals(0, run.exitCode(), run::said);
            }
            List<String> parent = List.of("--prev-images-dir", "../0");
            try (PageServerRun run = PageServerRun.start(
                    network, stasis, images("there/1"), List.of("--prev-images-dir", "../0", "--auto-dedup"))) {
                send("dump", stasis, workload.pid(), images("here/1"), parent).orFail();
                assertEquals(0, run.exitCode(), run::said);
                Pagemap map = Pagemap.find(ImageDirectory.at(images("there/1")), ImageType.PAGEMAP, workload.pid())
                        .orElseThrow();
                assertTrue(map.countPages(PageFlags.PARENT) >= UNCHANGED_PAGES, "they were sent again");
                copy(images("there/0"), images("here/0"));
                copy(images("there/1"), images("here/1"));
                run(stasis, "restore", "-d", "-D", images("here/1").toString()).orFail();
                assertEquals("PASS", workload.verdict());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterAnAccidentTheTargetRunsOnAndASecondTrySucceeds(Accident accident)
            throws IOException, InterruptedException {
        Path stasis = Tool.STASIS.program();
        List<String> impatient = List.of("--page-server-deadline", "" + NOTHING_MOVES_SECONDS);
        List<String> slowly = new ArrayList<>(impatient);
        slowly.addAll(SLOWLY);
        try (Running workload = Running.start("mem_anon")) {
            try (PageServerRun run = PageServerRun.start(network, stasis, images("there"), impatient)) {
                DumpThread dump = new DumpThread(() -> send("dump", stasis, workload.pid(), images("here"), slowly));
                Running.await("the first pages", () -> run.received() > SOME_BYTES || dump.ended(), run::said);
                if (accident == Accident.SERVER_KILLED) {
                    run.kill();
                } else {
                    network.cut();
                }
                Command.Answer answer = dump.join();
                assertEquals(1, answer.exitCode(), answer.text());
                assertTrue(log("here").contains("the page server at " + network.there()), log("here"));
                assertFalse(Proc.traced(workload.pid()), "still traced");
                assertEquals("", workload.complaint());
                assertFalse(Files.exists(images("here").resolve("inventory.img")), "it looks complete");
                if (accident == Accident.LINK_CUT) {
                    assertEquals(1, run.exitCode(), run::said);
                    assertTrue(run.said().contains("the client at " + network.here()), run::said);
                }
                assertEquals(List.of(), run.images());
            }
            network.mend();
            try (PageServerRun run = PageServerRun.start(network, stasis, images("there"), List.of())) {
                send("dump", stasis, workload.pid(), images("here"), List.of()).orFail();
                assertEquals(0, run.exitCode(), run::said);
                restoreAndJudge(workload, run);
            }
        }
    }

    @Test
    void aDaemonTellsItsPortAndServesOneDump() throws IOException {
        Path stasis = Tool.STASIS.program();
        Command.Answer started = run(
                stasis,
                "page-server",
                "--daemon",
                "-D",
                images("there").toString(),
                "--address",
                network.here(),
                "--pidfile",
                "pid");
        started.orFail();
        String port = started.text().replaceAll("(?s).*Using (\\d+) port.*", "$1");
        long pid = Long.parseLong(Files.readString(images("there").resolve("pid")));
        ProcessHandle daemon = ProcessHandle.of(pid).orElseThrow();
        try (Running workload = Running.start("mem_anon")) {
            run(
                            stasis,
                            "dump",
                            "-t",
                            "" + workload.pid(),
                            "-D",
                            images("here").toString(),
                            "--page-server",
                            "--address",
                            network.here(),
                            "--port",
                            port)
                    .orFail();
            Running.await("the daemon to end", () -> !daemon.isAlive());
            copy(images("there"), images("here"));
            run(stasis, "restore", "-d", "-D", images("here").toString()).orFail();
            assertEquals("PASS", workload.verdict());
        } finally {
            daemon.destroyForcibly();
        }
    }

    private Command.Answer send(String command, Path program, int pid, Path images, List<String> more) {
        List<String> words = new ArrayList<>(List.of(command, "-t", "" + pid, "-D", images.toString()));
        words.addAll(List.of("-o", "dump.log", "-v4", "--page-server", "--address", network.there()));
        words.addAll(List.of("--port", "" + PageServerRun.PORT));
        words.addAll(more);
        Command.Answer answer = run(program, words.toArray(new String[0]));
        assumeTrue(answer.exitCode() != SKIPPED, answer.text());
        return answer;
    }

    private void restoreAndJudge(Running workload, PageServerRun run) throws IOException {
        assertFalse(run.images().isEmpty(), run::said);
        copy(images("there"), images("here"));
        run(Tool.STASIS.program(), "restore", "-d", "-D", images("here").toString())
                .orFail();
        assertEquals("PASS", workload.verdict());
    }

    private static Command.Answer run(Path program, String... words) {
        List<String> all = new ArrayList<>(List.of(program.toString()));
        all.addAll(List.of(words));
        return Command.run(all);
    }

    private Path images(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String log(String name) throws IOException {
        return Files.readString(images(name).resolve("dump.log"));
    }

    private static boolean hasPages(Path images) throws IOException {
        try (var files = Files.list(images)) {
            return files.anyMatch(file -> String.valueOf(file.getFileName()).startsWith("page"));
        }
    }

    /** Brings the pages to the other images, as a user would before a restore. */
    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".img")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
