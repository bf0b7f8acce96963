package dev.stasis.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.engine.api.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    @Test
    void tellsBytesTotalAndRate() {
        assertEquals(
                "copy pages: 1.5 GiB of 4.0 GiB, 812.0 MiB/s",
                ProgressLine.text(new Progress("copy pages", 3L << 29, OptionalLong.of(4L << 30), 812L << 20, false)));
        assertEquals(
                "send pages: 12 B, 0 B/s",
                ProgressLine.text(new Progress("send pages", 12, OptionalLong.empty(), 0, false)));
    }

    @Test
    void writesNothingWhereThereIsNoTerminal() {
        assertEquals("", shown("stasis", false));
        assertEquals("", shown("criu", false));
    }

    @Test
    void writesALineForEachEventWhereItIsAskedFor() {
        String lines = "copy pages: 1 B of 4 B, 1 B/s\ncopy pages: 4 B of 4 B, 2 B/s\n";
        assertEquals(lines, shown("stasis", true));
        assertEquals(lines, shown("criu", true));
    }

    private static String shown(String name, boolean asked) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        ProgressLine line = ProgressLine.of(new Terminal(stream, stream, name), asked);
        line.show(new Progress("copy pages", 1, OptionalLong.of(4), 1, false));
        line.show(new Progress("copy pages", 4, OptionalLong.of(4), 2, true));
        line.clear();
        return err.toString(StandardCharsets.UTF_8);
    }
}
