package dev.stasis.engine.api.option;

import java.util.List;
import java.util.Optional;

/** Reads a command line of CRIU's form, with the configuration files and variables that count beside it. */
public final class CommandLine {
    private final Environment environment;
    private final ConfigSources sources;

    public CommandLine(Environment environment) {
        this(environment, new ConfigSources(environment));
    }

    CommandLine(Environment environment, ConfigSources sources) {
        this.environment = environment;
        this.sources = sources;
    }

    /**
     * @param words without the program's name
     * @throws CommandLineError when it, or a configuration file, is not acceptable
     */
    public Parsed parse(List<String> words) {
        if (words.contains("-h") || words.contains("--help")) {
            return new Parsed.Help();
        }
        Settings settings = new Settings();
        environment.get("CRIU_DEPRECATED").ifPresent(any -> settings.put(CommonOptions.DEPRECATED, true));
        Settings about = aboutFiles(words);
        sources.apply(settings, about.get(CommonOptions.CONFIG), about.get(CommonOptions.NO_DEFAULT_CONFIG));
        if (settings.get(CommonOptions.HELP)) {
            return new Parsed.Help();
        }
        if (settings.get(CommonOptions.VERSION)) {
            return new Parsed.Version();
        }
        return parse(words, settings);
    }

    private static Parsed parse(List<String> words, Settings settings) {
        GetOpt options = new GetOpt(words);
        for (Optional<GetOpt.Found> found = options.next(); found.isPresent(); found = options.next()) {
            settings.apply(found.get().option(), found.get().occurrence());
            if (settings.get(CommonOptions.HELP)) {
                return new Parsed.Help();
            }
            if (settings.get(CommonOptions.VERSION)) {
                return new Parsed.Version();
            }
        }
        return invocation(options.operands(), settings);
    }

    private static Invocation invocation(List<String> operands, Settings settings) {
        if (operands.isEmpty()) {
            throw CommandLineError.usage("command is required");
        }
        String word = operands.get(0);
        Command command = Command.of(word).orElseThrow(() -> CommandLineError.usage("unknown command: " + word));
        return new Invocation(command, operands.subList(1, operands.size()), settings);
    }

    /** A first look for the two options that decide which files are read. Errors are met again on the second. */
    private static Settings aboutFiles(List<String> words) {
        Settings settings = new Settings();
        GetOpt options = new GetOpt(words);
        boolean more = true;
        while (more) {
            try {
                Optional<GetOpt.Found> found = options.next();
                found.filter(one -> ConfigSources.isAboutFiles(one.option()))
                        .ifPresent(one -> settings.apply(one.option(), one.occurrence()));
                more = found.isPresent();
            } catch (CommandLineError reportedLater) {
                more = true;
            }
        }
        return settings;
    }
}
