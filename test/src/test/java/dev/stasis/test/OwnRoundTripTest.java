package dev.stasis.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Command;
import dev.stasis.test.workload.Workload;
import dev.stasis.test.workload.Workload.Tool;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every workload dumped and restored by Stasis; then every image of these dumps read by CRIU's own tool. */
class OwnRoundTripTest {
    private static final Path IMAGES = Checkout.target("images");

    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @TestFactory
    Stream<DynamicTest> survivesDumpAndRestore() {
        Stream<DynamicTest> rounds = Workload.subjects().stream()
                .map(each -> dynamicTest(
                        each.name(), () -> each.surviveRounds(1, Tool.OURS, Tool.OURS, "--images", IMAGES.toString())));
        return Stream.concat(rounds, Stream.of(dynamicTest("crit decodes every image", this::critDecodesEveryImage)));
    }

    private void critDecodesEveryImage() {
        Command.Answer answer = Command.run(
                Checkout.testModule().resolve("src/main/scripts/crit-decodes").toString(), IMAGES.toString());
        assumeTrue(answer.exitCode() != 77, answer.text());
        assertEquals(0, answer.exitCode(), answer.text());
    }
}
