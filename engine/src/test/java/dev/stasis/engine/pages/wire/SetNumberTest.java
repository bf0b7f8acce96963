package dev.stasis.engine.pages.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SetNumberTest {
    @Test
    void setsOfTwoDumpsDoNotMatch() {
        assertTrue(SetNumber.match(SetNumber.of("one"), SetNumber.of("one")));
        assertFalse(SetNumber.match(SetNumber.of("one"), SetNumber.of("other")));
    }

    @Test
    void aSetWithoutAnIdMatchesAny() {
        assertEquals(0, SetNumber.of(""));
        assertTrue(SetNumber.match(SetNumber.of(""), SetNumber.of("other")));
    }
}
