package dev.stasis.test.workload;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real CRIU; where it cannot be had the running test is skipped, with the reason. */
public final class Peer {
    /** Exit code of the script that runs it, where it cannot be had. */
    public static final int SKIPPED = 77;

    private Peer() {}

    /** Carries out a command on an images directory, or fails with what it says in its log. */
    public static void run(String command, Path images, String... more) {
        List<String> words = new ArrayList<>(List.of(
                Checkout.testModule().resolve("src/main/scripts/peer-criu").toString(),
                command,
                "-D",
                images.toString(),
                "-o",
                command + ".log",
                "-v4"));
        words.addAll(List.of(more));
        Command.Answer answer = Command.run(words);
        assumeTrue(answer.exitCode() != SKIPPED, answer.text());
        if (answer.exitCode() != 0) {
            throw new AssertionError("criu " + command + " ended with " + answer.exitCode() + ": " + answer.text() + " "
                    + errors(images.resolve(command + ".log")));
        }
    }

    private static List<String> errors(Path log) {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.contains("Error"))
                    .toList();
        } catch (IOException e) {
            return List.of("no log: " + e);
        }
    }
}
