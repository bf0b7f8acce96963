package dev.stasis.engine.api.option;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every option of CRIU 4.2 and of the 3.12 manual, once; and those of our own. */
public final class OptionCatalogue {
    /** A chapter of the catalogue. */
    public record Chapter(String title, List<Option<?>> options) {}

    private static final List<Chapter> CHAPTERS = List.of(
            new Chapter("Process tree", TreeOptions.all()),
            new Chapter("Directories and configuration", CommonOptions.all()),
            new Chapter("Logging", LogOptions.all()),
            new Chapter("Files", FileOptions.all()),
            new Chapter("Memory", MemoryOptions.all()),
            new Chapter("Network", NetworkOptions.all()),
            new Chapter("Mounts and outside objects", MountOptions.all()),
            new Chapter("Namespaces and security", NamespaceOptions.all()),
            new Chapter("Control groups", CgroupOptions.all()),
            new Chapter("Servers", ServerOptions.all()),
            new Chapter("Checks", CheckOptions.all()),
            new Chapter("Not in CRIU", OwnOptions.all()));

    private static final List<Option<?>> ALL =
            CHAPTERS.stream().flatMap(chapter -> chapter.options().stream()).collect(Collectors.toUnmodifiableList());

    private static final List<Option<?>> OWN = CHAPTERS.get(CHAPTERS.size() - 1).options();

    private static final Map<String, Option<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Option::name, Function.identity()));

    private OptionCatalogue() {}

    public static List<Chapter> chapters() {
        return CHAPTERS;
    }

    public static List<Option<?>> all() {
        return ALL;
    }

    /** Those that CRIU has not. */
    static List<Option<?>> own() {
        return OWN;
    }

    public static Optional<Option<?>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The first option with this letter: two options that share a letter share their setting, too. */
    public static Optional<Option<?>> lettered(char letter) {
        return all().stream()
                .filter(option -> option.letter().filter(own -> own == letter).isPresent())
                .findFirst();
    }

    /** Every spelling of a long option that the command line knows, the {@code no-} forms included. */
    static Stream<Spelling> spellings() {
        return ALL.stream().flatMap(Spelling::of);
    }
}
