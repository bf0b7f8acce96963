package dev.stasis.app;

import dev.stasis.engine.api.option.Environment;
import java.nio.file.Path;
import java.util.List;

/** Where the program starts, under either of its names. Engine commands run straight from here, without Spring. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        int exitCode = run(List.of(arguments));
        System.out.flush();
        System.err.flush();
        System.exit(exitCode);
    }

    private static int run(List<String> words) {
        Terminal terminal = new Terminal(System.out, System.err, Terminal.programName());
        return new CriuCommand(terminal, Environment.ofProcess(), Path.of("").toAbsolutePath()).run(words);
    }
}
