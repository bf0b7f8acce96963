package dev.stasis.test;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Workload;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A workload that passes whatever happens proves nothing: each must notice the damage that it does itself. */
class DamageTest {
    @BeforeAll
    static void onlyWhereDumpsCanBeMade() {
        Checkout.assumeDumpsCanBeMade();
    }

    @TestFactory
    Stream<DynamicTest> noticesDamage() {
        return Workload.subjects().stream().map(each -> dynamicTest(each.name(), each::noticeDamage));
    }
}
