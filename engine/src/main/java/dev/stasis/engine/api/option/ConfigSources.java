package dev.stasis.engine.api.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which configuration files count, and in which order; the later win. {@code --config} and {@code --no-default-config}
 * switch the two default files off, on the command line only.
 */
final class ConfigSources {
    private static final Path SYSTEM = Path.of("/etc/criu/default.conf");

    private final Path system;
    private final Environment environment;

    ConfigSources(Environment environment) {
        this(SYSTEM, environment);
    }

    ConfigSources(Path system, Environment environment) {
        this.system = system;
        this.environment = environment;
    }

    /** Applies every file that exists; the others are passed over without a word, as in CRIU. */
    void apply(Settings settings, Optional<String> given, boolean noDefaults) {
        for (Path file : files(given, noDefaults)) {
            apply(file, settings);
        }
    }

    private List<Path> files(Optional<String> given, boolean noDefaults) {
        List<Path> files = new ArrayList<>();
        if (given.isEmpty() && !noDefaults) {
            files.add(system);
            environment
                    .get("HOME")
                    .map(home -> Path.of(home, ".criu", "default.conf"))
                    .ifPresent(files::add);
        }
        environment.get("CRIU_CONFIG_FILE").map(Path::of).ifPresent(files::add);
        given.map(Path::of).ifPresent(files::add);
        return files;
    }

    /** Applies one file, which may be absent. */
    static void apply(Path file, Settings settings) {
        if (Files.isDirectory(file)) {
            return;
        }
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException absent) {
            return;
        } catch (IOException unreadable) {
            throw CommandLineError.value("Can't read configuration file " + file + ": " + unreadable.getMessage());
        }
        GetOpt options = new GetOpt(ConfigFile.words(file, text));
        for (Optional<GetOpt.Found> found = options.next(); found.isPresent(); found = options.next()) {
            Option<?> option = found.get().option();
            if (!isAboutFiles(option)) {
                settings.apply(option, found.get().occurrence());
            }
        }
    }

    /** Inside a file these two are ignored. */
    static boolean isAboutFiles(Option<?> option) {
        return option.setting().equals(CommonOptions.CONFIG)
                || option.setting().equals(CommonOptions.NO_DEFAULT_CONFIG);
    }
}
