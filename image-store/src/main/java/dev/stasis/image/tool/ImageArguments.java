package dev.stasis.image.tool;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Arguments of one command.
 *
 * @param flag whether the one flag that the command has was given
 * @param others all that is no option
 */
record ImageArguments(Optional<Path> in, Optional<Path> out, boolean flag, List<String> others) {

    /** @param flagName the one flag that the command has, or empty */
    static ImageArguments parse(List<String> arguments, String flagName) {
        Optional<Path> in = Optional.empty();
        Optional<Path> out = Optional.empty();
        boolean flag = false;
        List<String> others = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "-i", "--in" -> in = Optional.of(value(arguments, ++i));
                case "-o", "--out" -> out = Optional.of(value(arguments, ++i));
                default -> {
                    if (argument.equals(flagName)) {
                        flag = true;
                    } else if (argument.startsWith("-") && argument.length() > 1) {
                        throw new BadArguments("there is no option " + argument);
                    } else {
                        others.add(argument);
                    }
                }
            }
        }
        return new ImageArguments(in, out, flag, others);
    }

    void requireNoOthers() {
        if (!others.isEmpty()) {
            throw new BadArguments("name files with -i and -o, not as " + others.get(0));
        }
    }

    Path onlyOther(String what) {
        if (others.size() != 1 || in.isPresent() || out.isPresent()) {
            throw new BadArguments("this command takes just " + what);
        }
        return Path.of(others.get(0));
    }

    private static Path value(List<String> arguments, int index) {
        if (index >= arguments.size()) {
            throw new BadArguments(arguments.get(index - 1) + " needs a file");
        }
        return Path.of(arguments.get(index));
    }
}
