package dev.stasis.app.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A command of this program, run as a user would: in a process of its own.
 *
 * @param output of both kinds
 */
record CommandRun(int exitCode, String output) {
    /** Runs {@code program} with {@code words} and waits. */
    static CommandRun of(List<String> program, List<String> words) throws IOException, DemoFailed {
        List<String> command = new ArrayList<>(program);
        command.addAll(words);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new CommandRun(process.waitFor(), output);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("interrupted");
        }
    }

    /** The figure that {@code --display-stats} printed under {@code name}. */
    long figure(String name) throws DemoFailed {
        return lines().filter(line -> line.startsWith(name + ": "))
                .map(line -> Long.valueOf(line.substring(name.length() + 2).split(" ")[0]))
                .findFirst()
                .orElseThrow(() -> new DemoFailed("the command printed no \"" + name + "\": " + output));
    }

    private Stream<String> lines() {
        return output.lines();
    }
}
