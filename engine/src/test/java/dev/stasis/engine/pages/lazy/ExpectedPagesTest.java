package dev.stasis.engine.pages.lazy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.pages.wire.Frame;
import dev.stasis.engine.pages.wire.PageCommand;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpectedPagesTest {
    private static final ExpectedPages.Range FIRST = new ExpectedPages.Range(7, 0x10000, 0x14000);
    private static final ExpectedPages.Range SECOND = new ExpectedPages.Range(7, 0x4000, 0x5000);

    @Test
    void answersComeInTheOrderOfTheQuestions() {
        ExpectedPages expected = both();
        assertEquals(5 * 4096, expected.bytes());
        assertEquals(Optional.of(FIRST), expected.first());
        expected.removeFirst();
        assertEquals(Optional.of(SECOND), expected.first());
        assertEquals(4096, expected.bytes());
        assertFalse(expected.contains(7, 0x10000));
        expected.removeFirst();
        assertTrue(expected.isEmpty());
    }

    @Test
    void aPageIsExpectedOfTheProcessThatItWasAskedForOnly() {
        ExpectedPages expected = both();
        assertTrue(expected.contains(7, 0x13fff));
        assertFalse(expected.contains(7, 0x14000));
        assertFalse(expected.contains(8, 0x10000));
        assertFalse(expected.contains(7, 0x3fff));
        expected.clear();
        assertFalse(expected.contains(7, 0x10000));
        assertEquals(0, expected.bytes());
    }

    @Test
    void anAnswerMayBeShortButNotOfAnotherPageNorLonger() {
        assertTrue(FIRST.isAnsweredBy(answer(7, 0x10000), 0x1000));
        assertTrue(FIRST.isAnsweredBy(answer(7, 0x10000), 0x4000));
        assertFalse(FIRST.isAnsweredBy(answer(7, 0x10000), 0));
        assertFalse(FIRST.isAnsweredBy(answer(7, 0x10000), 0x5000));
        assertFalse(FIRST.isAnsweredBy(answer(7, 0x11000), 0x1000));
        assertFalse(FIRST.isAnsweredBy(answer(8, 0x10000), 0x1000));
    }

    private static ExpectedPages both() {
        ExpectedPages expected = new ExpectedPages();
        expected.add(FIRST);
        expected.add(SECOND);
        return expected;
    }

    private static Frame answer(int pid, long address) {
        return new Frame(PageCommand.ADD_F, 4, 1, address, pid);
    }
}
