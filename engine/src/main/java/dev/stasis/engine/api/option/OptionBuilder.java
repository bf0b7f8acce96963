package dev.stasis.engine.api.option;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Builds an entry of the catalogue; what is not said is CRIU's most frequent case. */
final class OptionBuilder<T> {
    private final String name;
    private final Setting<T> setting;
    private final Fold<T> fold;
    private Optional<Character> letter = Optional.empty();
    private Argument argument = Argument.NONE;
    private String valueName = "";
    private boolean negatable;
    private boolean repeatable;
    private Set<Command> commands = Command.all();
    private Optional<RpcField> rpc = Optional.empty();
    private Support support = Support.supported();
    private boolean documented = true;

    private OptionBuilder(String name, Setting<T> setting, Fold<T> fold) {
        this.name = name;
        this.setting = setting;
        this.fold = fold;
    }

    static <T> OptionBuilder<T> option(String name, Setting<T> setting, Fold<T> fold) {
        return new OptionBuilder<>(name, setting, fold);
    }

    /** A boolean with a {@code --no-} form. */
    static OptionBuilder<Boolean> flag(String name, Setting<Boolean> setting) {
        return new OptionBuilder<>(name, setting, Folds.FLAG).negatable();
    }

    OptionBuilder<T> letter(char character) {
        letter = Optional.of(character);
        return this;
    }

    OptionBuilder<T> takes(String value) {
        argument = Argument.REQUIRED;
        valueName = value;
        return this;
    }

    OptionBuilder<T> mayTake(String value) {
        argument = Argument.OPTIONAL;
        valueName = value;
        return this;
    }

    OptionBuilder<T> negatable() {
        negatable = true;
        return this;
    }

    OptionBuilder<T> notNegatable() {
        negatable = false;
        return this;
    }

    OptionBuilder<T> repeatable() {
        repeatable = true;
        return this;
    }

    OptionBuilder<T> on(Command first, Command... more) {
        commands = EnumSet.of(first, more);
        return this;
    }

    OptionBuilder<T> rpc(String member, int number) {
        rpc = Optional.of(new RpcField(member, number));
        return this;
    }

    /** The sentence says what is missing; it is preceded by the option's name. */
    OptionBuilder<T> refused(String sentence) {
        support = Support.refused(sentence);
        return this;
    }

    OptionBuilder<T> unused(String reason) {
        support = Support.unused(reason);
        return this;
    }

    OptionBuilder<T> undocumented() {
        documented = false;
        return this;
    }

    Option<T> help(String text) {
        return new Option<>(
                name,
                letter,
                argument,
                valueName,
                negatable,
                repeatable,
                Set.copyOf(commands),
                setting,
                fold,
                rpc,
                support,
                documented,
                text);
    }
}
