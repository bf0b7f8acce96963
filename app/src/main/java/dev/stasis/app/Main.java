package dev.stasis.app;

import dev.stasis.app.demo.Demo;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.option.Environment;
import java.nio.file.Path;
import java.util.List;

/** Where the program starts, under either of its names. Engine commands run straight from here, without Spring. */
public final class Main {
    /** Set by {@code bin/}: the path of the script. */
    private static final String LAUNCHER = "stasis.launcher";

    private Main() {}

    public static void main(String[] arguments) {
        int exitCode = run(List.of(arguments));
        System.out.flush();
        System.err.flush();
        System.exit(exitCode);
    }

    private static int run(List<String> words) {
        Terminal terminal = new Terminal(System.out, System.err, Terminal.programName());
        return switch (words.isEmpty() ? "" : words.get(0)) {
            case "demo" -> demo(terminal, words);
            case "images" -> new ImagesCommand(System.in, terminal).run(words.subList(1, words.size()));
            default ->
                new CriuCommand(terminal, Environment.ofProcess(), Path.of("").toAbsolutePath()).run(words);
        };
    }

    private static int demo(Terminal terminal, List<String> words) {
        if (words.size() > 1) {
            terminal.err().print(terminal.name() + ": demo takes no words of its own\n");
            return Outcome.FAILURE;
        }
        try {
            Privileges.check();
        } catch (BadRequest error) {
            terminal.err().print(terminal.name() + ": " + error.getMessage() + "\n");
            return Outcome.FAILURE;
        }
        return new Demo(terminal.out(), List.of(System.getProperty(LAUNCHER, "stasis"))).run();
    }
}
