package dev.stasis.engine.api.option;

import java.util.List;

/**
 * A command with its options.
 *
 * @param operands the words after the command word
 */
public record Invocation(Command command, List<String> operands, Settings settings) implements Parsed {
    public Invocation {
        operands = List.copyOf(operands);
    }
}
