package dev.stasis.image.check;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageSet;
import dev.stasis.image.SampleSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of the bytes of a set: reading it ends in success or in ImageDamagedException, and it ends. */
class ImageSetMutationTest {
    private static final int MUTANTS = 2500;

    @TempDir
    Path directory;

    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<String> names = new ArrayList<>();

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void readsOrRefusesEveryMutant() throws IOException {
        readSample();
        int refused = 0;
        for (int seed = 0; seed < MUTANTS; seed++) {
            Random random = new Random(seed);
            String name = names.get(random.nextInt(names.size()));
            byte[] mutant = mutate(original(name), random);
            Files.write(directory.resolve(name), mutant);
            refused += isRefused(seed, name) ? 1 : 0;
            Files.write(directory.resolve(name), original(name));
        }
        assertTrue(refused > MUTANTS / 4, () -> "few mutants were noticed");
        ImageSetCheck.check(ImageSet.open(directory));
    }

    private void readSample() throws IOException {
        new SampleSet().write(directory);
        try (var listed = Files.list(directory)) {
            for (Path file : listed.toList()) {
                String name = String.valueOf(file.getFileName());
                files.put(name, Files.readAllBytes(file));
            }
        }
        names.addAll(files.keySet());
    }

    private byte[] original(String name) {
        return Objects.requireNonNull(files.get(name));
    }

    private boolean isRefused(int seed, String name) {
        try {
            ImageSetCheck.check(ImageSet.open(directory));
            return false;
        } catch (ImageDamagedException damaged) {
            return true;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError other) {
            return fail("mutant " + seed + " of " + name + " ended in " + other, other);
        }
    }

    private byte[] mutate(byte[] original, Random random) {
        byte[] mutant = original.clone();
        if (mutant.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(mutant.length);
        switch (random.nextInt(7)) {
            case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> mutant[at] = (byte) random.nextInt();
            case 2 -> mutant = Arrays.copyOf(mutant, at);
            case 3 -> mutant = Arrays.copyOf(mutant, mutant.length + 1 + random.nextInt(20));
            case 4 -> oversize(mutant, random);
            case 5 -> mutant = original(names.get(random.nextInt(names.size())));
            default -> mutant = repeated(mutant, at, random);
        }
        return mutant;
    }

    /** A length, of the first record or of anything, that no file has. */
    private static void oversize(byte[] mutant, Random random) {
        int at = random.nextBoolean() ? 8 : random.nextInt(mutant.length);
        if (at + Integer.BYTES <= mutant.length) {
            int length = random.nextBoolean() ? -1 : Integer.MAX_VALUE - random.nextInt(100);
            ByteBuffer.wrap(mutant).order(ByteOrder.LITTLE_ENDIAN).putInt(at, length);
        }
    }

    /** Some bytes twice: records, fields, pieces of them. */
    private static byte[] repeated(byte[] original, int from, Random random) {
        int length = Math.min(1 + random.nextInt(40), original.length - from);
        ByteBuffer mutant = ByteBuffer.allocate(original.length + length);
        mutant.put(original, 0, from + length).put(original, from, original.length - from);
        return mutant.array();
    }
}
