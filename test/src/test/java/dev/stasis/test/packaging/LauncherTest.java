package dev.stasis.test.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.test.workload.Checkout;
import dev.stasis.test.workload.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
    @TempDir
    Path directory;

    private final Path launcher = Checkout.stasis();
    private final Path layout = launcher.resolve("../../app/target/stasis").normalize();

    @BeforeEach
    void mustBeBuilt() {
        assumeTrue(Files.exists(layout.resolve("ready")), "bin/stasis is not built: run mvn verify");
    }

    @Test
    void startsThroughALinkAndUnderItsOtherName() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("criu"), launcher);
        assertTrue(Command.run(link.toString(), "--version").orFail().text().startsWith("Version: 4.2"));
        Command.Answer wrong = Command.run(link.toString(), "--nonsense");
        assertEquals(1, wrong.exitCode());
        assertTrue(wrong.text().contains("criu: "), wrong.text());
    }

    @Test
    void startsFromAnyDirectory() {
        Command.Answer answer = Command.run("sh", "-c", "cd / && exec " + launcher + " --version");
        assertTrue(answer.orFail().text().startsWith("Version: 4.2"), answer.text());
    }

    @Test
    void withoutAJvmItSaysWhichOneToInstall() {
        Command.Answer answer = Command.run(
                "env", "-u", "JAVA_HOME", "PATH=/nonexistent", "/bin/bash", launcher.toString(), "--version");
        assertEquals(1, answer.exitCode());
        assertTrue(answer.text().contains("install a JDK, 17 or newer"), answer.text());
    }

    @Test
    void aWrongJavaHomeIsNamed() {
        Command.Answer answer = Command.run("env", "JAVA_HOME=/nonexistent", launcher.toString(), "--version");
        assertEquals(1, answer.exitCode());
        assertTrue(answer.text().contains("JAVA_HOME is /nonexistent"), answer.text());
    }

    @Test
    void theClassArchiveHoldsTheProgram() {
        assumeTrue(Files.exists(layout.resolve("stasis.jsa")), "this JVM makes no class archive");
        String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
        Command.Answer answer = Command.run(
                java,
                "-XX:+UseSerialGC",
                "-XX:SharedArchiveFile=" + layout.resolve("stasis.jsa"),
                "-Xlog:class+load",
                "-cp",
                layout.resolve("lib/app.jar").toString(),
                "dev.stasis.app.Main",
                "--version");
        assertTrue(
                answer.orFail().text().contains("dev.stasis.app.Main source: shared objects file (top)"),
                "Main was not loaded from the archive");
    }

    @Test
    void everyJarOfTheClassPathIsThere() throws IOException {
        try (var jar = new java.util.jar.JarFile(layout.resolve("lib/app.jar").toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue("Class-Path");
            for (String name : classPath.split(" ", -1)) {
                assertTrue(Files.exists(layout.resolve("lib").resolve(name)), name);
            }
        }
    }
}
