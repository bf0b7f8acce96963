package dev.stasis.engine.api.option;

import java.util.Optional;
import java.util.Set;

/**
 * One option of the catalogue. Its long name is also its key in configuration files.
 *
 * @param name without the dashes
 * @param letter short form
 * @param valueName what its value is called in the help text; empty when it takes none
 * @param negatable there is a {@code --no-NAME}
 * @param repeatable every occurrence counts, not only the last
 * @param commands that use it; the others accept it silently, as CRIU does
 * @param setting what it sets; {@code fold} says how
 * @param rpc the RPC member that says the same
 * @param documented it stands in the help text
 */
public record Option<T>(
        String name,
        Optional<Character> letter,
        Argument argument,
        String valueName,
        boolean negatable,
        boolean repeatable,
        Set<Command> commands,
        Setting<T> setting,
        Fold<T> fold,
        Optional<RpcField> rpc,
        Support support,
        boolean documented,
        String help) {
    static final String NEGATION = "no-";

    public boolean isFor(Command command) {
        return commands.contains(command);
    }

    /** Options are told apart by identity: {@code daemon} and {@code restore-detached} are two. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return "--" + name;
    }
}
