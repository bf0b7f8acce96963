package dev.stasis.test;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Workload;
import dev.stasis.test.workload.Workload.Tool;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Programs that people run, dumped and restored three times in a row, asked before, between and after. */
class RealProgramsTest {
    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @TestFactory
    Stream<DynamicTest> goOnAfterThreeRounds() {
        return Workload.programs().stream()
                .map(each -> dynamicTest(each.name(), () -> each.surviveRounds(3, Tool.OURS, Tool.OURS)));
    }
}
