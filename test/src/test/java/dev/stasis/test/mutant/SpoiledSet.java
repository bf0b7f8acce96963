package dev.stasis.test.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An image set of which one file at a time is spoiled, and mended again. The pages themselves stay: all that is in them is legal. */
final class SpoiledSet {
    private final Path directory;
    private final Path folder;
    private final Map<Path, byte[]> whole = new TreeMap<>();
    private Optional<Path> spoiled = Optional.empty();

    /**
     * Reads a set that is whole.
     *
     * @param folder where the dumped program worked
     */
    SpoiledSet(Path directory, Path folder) throws IOException {
        this.directory = directory;
        this.folder = folder;
        try (Stream<Path> all = Files.list(directory)) {
            for (Path file : all.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".img") && !name.startsWith("pages-")) {
                    whole.put(file, Files.readAllBytes(file));
                }
            }
        }
    }

    Path directory() {
        return directory;
    }

    Path folder() {
        return folder;
    }

    String name() {
        return directory.getFileName().toString();
    }

    /** Spoils a file and says how. */
    String spoil(Random random) {
        List<Path> files = List.copyOf(whole.keySet());
        Path file = files.get(random.nextInt(files.size()));
        spoiled = Optional.of(file);
        Mutation[] kinds = Mutation.values();
        // Half of them by field: what stays readable goes deepest.
        Mutation kind = random.nextBoolean() ? Mutation.FIELD_CHANGED : kinds[random.nextInt(kinds.length)];
        try {
            return file.getFileName() + ": " + kind.apply(file, random);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void mend() {
        spoiled.ifPresent(file -> {
            try {
                Files.write(file, whole.getOrDefault(file, new byte[0]));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        spoiled = Optional.empty();
    }
}
