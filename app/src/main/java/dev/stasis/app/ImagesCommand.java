package dev.stasis.app;

import dev.stasis.engine.api.Outcome;
import dev.stasis.image.tool.ImageCommand;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** {@code stasis images}: the commands of CRIU's crit, which has {@code x} for {@code explore}. No privileges are needed. */
record ImagesCommand(InputStream in, Terminal terminal) {
    private static final String EXPLORE = "explore";

    /** Returns the exit code. */
    int run(List<String> words) {
        List<String> arguments = new ArrayList<>(words);
        if (!arguments.isEmpty() && arguments.get(0).equals(EXPLORE)) {
            arguments.set(0, "x");
        }
        try {
            return new ImageCommand(in, terminal.out(), terminal.err()).run(arguments);
        } catch (IOException refused) {
            terminal.err().print(terminal.name() + ": the output cannot be written: " + refused.getMessage() + "\n");
            return Outcome.FAILURE;
        }
    }
}
