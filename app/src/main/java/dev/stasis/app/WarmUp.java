package dev.stasis.app;

import dev.stasis.engine.api.option.Environment;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Run once by the build, under {@code -XX:ArchiveClassesAtExit}: does what commands do, so that the class archive holds what
 * they need and later starts find it loaded and verified. Lambdas are archived only when they have been used: as root a
 * small tree is therefore dumped and restored; what fails only leaves the archive smaller.
 */
final class WarmUp {
    private static final List<List<String>> COMMANDS = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("check", "--all"),
            List.of("dump", "--tree", "1", "-j", "--unknown"),
            List.of("dump", "-D", "/nonexistent", "-t", "1"));

    private WarmUp() {}

    public static void main(String[] jars) throws IOException, InterruptedException {
        for (String jar : jars) {
            loadAll(Path.of(jar));
        }
        COMMANDS.forEach(WarmUp::run);
        if (Privileges.areThere()) {
            dumpAndRestore();
        }
    }

    private static void run(List<String> words) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(nowhere, nowhere, "stasis");
        new CriuCommand(terminal, new Environment(Map.of()), Path.of("").toAbsolutePath()).run(words);
    }

    private static void dumpAndRestore() throws IOException, InterruptedException {
        Path first = Files.createTempDirectory("stasis-warm-up-");
        Path images = Files.createTempDirectory("stasis-warm-up-");
        try (WarmUpTree tree = WarmUpTree.start()) {
            String directory = images.toString();
            run(List.of("pre-dump", "-t", tree.pid(), "-D", first.toString(), "-o", "log", "-v4", "--display-stats"));
            run(List.of("dump", "-t", tree.pid(), "-D", directory, "-o", "log", "-v4", "--display-stats"));
            run(List.of("restore", "-d", "-D", directory, "-o", "log", "-v4", "--display-stats"));
        } finally {
            remove(first);
            remove(images);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
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
