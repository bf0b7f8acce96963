package dev.stasis.test.packaging;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Command;
import org.junit.jupiter.api.Test;

class DemoTest {
    @Test
    void theDemonstrationShowsThatEveryCounterWentOn() {
        Checkout.assumeDumpsCanBeMade();
        String shown =
                Command.run(Checkout.stasis().toString(), "demo").orFail().text();
        assertTrue(shown.contains("Every counter went on"), shown);
        assertTrue(shown.contains("Cleaned up"), shown);
    }
}
