package dev.stasis.image.tool;

import dev.stasis.image.compress.PagesForm;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arguments of {@code convert}.
 *
 * @param output where the converted set goes; empty to convert it where it is
 */
record ConvertArguments(Path directory, PagesForm form, Optional<Path> output) {
    static ConvertArguments parse(List<String> arguments) {
        @Nullable Path directory = null;
        @Nullable PagesForm form = null;
        Optional<Path> output = Optional.empty();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "--to" -> form = form(value(arguments, ++i));
                case "--output" -> output = Optional.of(Path.of(value(arguments, ++i)));
                default -> {
                    if (directory != null || argument.startsWith("-")) {
                        throw new BadArguments("convert takes --to, --output and one directory, not " + argument);
                    }
                    directory = Path.of(argument);
                }
            }
        }
        if (directory == null || form == null) {
            throw new BadArguments("convert takes --to FORM and a directory");
        }
        return new ConvertArguments(directory, form, output);
    }

    private static PagesForm form(String text) {
        try {
            return PagesForm.parse(text);
        } catch (IllegalArgumentException bad) {
            throw new BadArguments(String.valueOf(bad.getMessage()));
        }
    }

    private static String value(List<String> arguments, int index) {
        if (index >= arguments.size()) {
            throw new BadArguments(arguments.get(index - 1) + " needs a value");
        }
        return arguments.get(index);
    }
}
