package dev.stasis.image.check;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.stasis.image.ImageDamagedException;
import dev.stasis.image.ImageSet;
import dev.stasis.image.SampleSet;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Well-formed sets whose numbers contradict each other: one field of one record is another number. */
class ContradictionMutationTest {
    private static final int MUTANTS = 400;
    private static final long[] NUMBERS = {0, 1, 2, 3, 7, 100, 101, 102, 103, 4096, -1, 1L << 31, 1L << 47, 1L << 63};

    @TempDir
    Path directory;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void readsOrRefusesEveryContradiction() {
        int refused = 0;
        for (int seed = 0; seed < MUTANTS; seed++) {
            SampleSet sample = new SampleSet();
            mutate(sample, new Random(seed));
            sample.write(directory);
            refused += isRefused(seed) ? 1 : 0;
        }
        assertTrue(refused > MUTANTS / 10, "few contradictions were noticed");
    }

    private boolean isRefused(int seed) {
        try {
            ImageSetCheck.check(ImageSet.open(directory));
            return false;
        } catch (ImageDamagedException damaged) {
            return true;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError other) {
            return fail("mutant " + seed + " ended in " + other, other);
        }
    }

    private static void mutate(SampleSet sample, Random random) {
        List<Message.Builder> records = new ArrayList<>();
        records.addAll(sample.tree);
        records.addAll(sample.cores.values());
        records.addAll(sample.ids.values());
        records.addAll(sample.mms.values());
        records.addAll(sample.fss.values());
        sample.tables.values().forEach(records::addAll);
        records.addAll(sample.files);
        records.addAll(sample.inodes);
        records.addAll(sample.remaps);
        records.add(sample.seccomp);
        change(records.get(random.nextInt(records.size())), random);
    }

    /** Changes a number somewhere in the message. */
    private static void change(Message.Builder message, Random random) {
        List<FieldDescriptor> fields = new ArrayList<>(message.getAllFields().keySet());
        if (fields.isEmpty()) {
            return;
        }
        FieldDescriptor field = fields.get(random.nextInt(fields.size()));
        long number = NUMBERS[random.nextInt(NUMBERS.length)] + random.nextInt(2);
        switch (field.getJavaType()) {
            case INT -> set(message, field, (int) number, random);
            case LONG -> set(message, field, number, random);
            case MESSAGE -> {
                if (field.isRepeated()) {
                    int index = random.nextInt(message.getRepeatedFieldCount(field));
                    change(message.getRepeatedFieldBuilder(field, index), random);
                } else {
                    change(message.getFieldBuilder(field), random);
                }
            }
            default -> {}
        }
    }

    private static void set(Message.Builder message, FieldDescriptor field, Object value, Random random) {
        if (field.isRepeated()) {
            message.setRepeatedField(field, random.nextInt(message.getRepeatedFieldCount(field)), value);
        } else {
            message.setField(field, value);
        }
    }
}
