package dev.stasis.engine.pages.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrackerMarkTest {
    private static final TrackerMark MARK =
            new TrackerMark(4711, 123_456_789L, 1001, "0f8fad5b-d9cb-469f-a165-70867728950e");

    @Test
    void isReadAsItWasWritten() {
        byte[] bytes = MARK.bytes();
        assertEquals(TrackerMark.BYTES, bytes.length);
        assertEquals(Optional.of(MARK), TrackerMark.parse(bytes));
    }

    @Test
    void whatAnotherWroteIsNone() {
        assertEquals(Optional.empty(), TrackerMark.parse(new byte[TrackerMark.BYTES]));
        assertEquals(Optional.empty(), TrackerMark.parse(new byte[3]));
        byte[] magic = MARK.bytes();
        magic[5] ^= 1;
        assertEquals(Optional.empty(), TrackerMark.parse(magic));
        byte[] length = MARK.bytes();
        length[35] = 0x7f;
        assertEquals(Optional.empty(), TrackerMark.parse(length));
    }
}
