package dev.stasis.test.workload;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The source tree that is tested, and what a machine must have for it. */
public final class Checkout {
    private static final Path ROOT = findRoot();

    private Checkout() {}

    public static Path testModule() {
        return ROOT.resolve("test");
    }

    /** What is tested: bin/stasis, or what the environment's STASIS names, as for run-workload. */
    public static Path stasis() {
        String other = System.getenv("STASIS");
        return other != null ? Path.of(other) : ROOT.resolve("bin/stasis");
    }

    /** A folder below target, made if need be. */
    public static Path target(String name) {
        Path folder = testModule().resolve("target").resolve(name);
        if (!folder.toFile().isDirectory() && !folder.toFile().mkdirs()) {
            throw new IllegalStateException("cannot make " + folder);
        }
        return folder;
    }

    /** Skips the running test, with the reason, where a real dump cannot be made. */
    public static void assumeDumpsCanBeMade() {
        assumeTrue("root".equals(System.getProperty("user.name")), "not root: real processes cannot be dumped here");
        assumeTrue(Command.inPath("gcc"), "no gcc on this machine: the workloads cannot be compiled");
        assumeTrue(
                Files.exists(ROOT.resolve("app/target/stasis/ready")),
                "bin/stasis is not built: run mvn verify, which packages module app first");
    }

    private static Path findRoot() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.exists(at.resolve("bin/stasis"))) {
            Path parent = at.getParent();
            if (parent == null) {
                throw new IllegalStateException(
                        "no bin/stasis above " + Path.of("").toAbsolutePath());
            }
            at = parent;
        }
        return at;
    }
}
