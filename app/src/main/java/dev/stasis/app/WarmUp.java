package dev.stasis.app;

import dev.stasis.engine.api.option.Environment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * Run once by the build, under {@code -XX:ArchiveClassesAtExit}: touches what a command needs, so that the class archive
 * holds it and later starts find it loaded and verified.
 */
final class WarmUp {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("check"),
            List.of("dump", "--tree", "1", "-j", "--unknown"),
            List.of("dump", "-D", "/nonexistent", "-t", "1"));

    private WarmUp() {}

    public static void main(String[] jars) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, "stasis");
        Environment empty = new Environment(Map.of());
        for (List<String> command : COMMANDS) {
            new CriuCommand(terminal, empty, Path.of("").toAbsolutePath()).run(command);
        }
        for (String jar : jars) {
            loadAll(Path.of(jar));
        }
    }

    private static void loadAll(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .forEach(WarmUp::load);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void load(String entry) {
        String name = entry.substring(0, entry.length() - ".class".length()).replace('/', '.');
        try {
            Class.forName(name, false, WarmUp.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError absent) {
            System.err.println("warm-up passes over " + name + ": " + absent);
        }
    }
}
