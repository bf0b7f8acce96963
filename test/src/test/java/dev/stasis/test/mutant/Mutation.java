package dev.stasis.test.mutant;

import com.google.protobuf.Message;
import dev.stasis.image.ImageName;
import dev.stasis.image.ImageType;
import dev.stasis.image.Payload;
import dev.stasis.image.RecordReader;
import dev.stasis.image.RecordWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One way to spoil a file of an image set. Each says what it did, for the report. */
enum Mutation {
    TRUNCATED {
        @Override
        String apply(Path file, Random random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            int length = random.nextInt(bytes.length);
            Files.write(file, Arrays.copyOf(bytes, length));
            return "cut to " + length + " of " + bytes.length + " bytes";
        }
    },
    BITS_FLIPPED {
        @Override
        String apply(Path file, Random random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            List<Integer> at = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(4); i++) {
                int bit = random.nextInt(bytes.length * 8);
                bytes[bit / 8] ^= (byte) (1 << bit % 8);
                at.add(bit / 8);
            }
            Files.write(file, bytes);
            return "bits flipped in bytes " + at;
        }
    },
    LENGTH_CHANGED {
        @Override
        String apply(Path file, Random random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            int[] lengths = {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, bytes.length + 1, 0, 0x10000000};
            int length = lengths[random.nextInt(lengths.length)];
            int at = bytes.length < 12 ? 0 : 4 * (1 + random.nextInt(2)); // where the first record's length stands
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, length);
            Files.write(file, bytes);
            return "the word at " + at + " set to " + length;
        }
    },
    GARBAGE_ADDED {
        @Override
        String apply(Path file, Random random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            byte[] garbage = new byte[1 + random.nextInt(64)];
            random.nextBytes(garbage);
            byte[] longer = Arrays.copyOf(bytes, bytes.length + garbage.length);
            System.arraycopy(garbage, 0, longer, bytes.length, garbage.length);
            Files.write(file, longer);
            return garbage.length + " bytes of garbage added";
        }
    },
    DELETED {
        @Override
        String apply(Path file, Random random) throws IOException {
            Files.delete(file);
            return "deleted";
        }
    },
    EMPTIED {
        @Override
        String apply(Path file, Random random) throws IOException {
            Files.write(file, new byte[0]);
            return "emptied";
        }
    },
    RECORD_REPEATED {
        @Override
        String apply(Path file, Random random) throws IOException {
            return rewrite(file, random, true);
        }
    },
    FIELD_CHANGED {
        @Override
        String apply(Path file, Random random) throws IOException {
            return rewrite(file, random, false);
        }
    };

    abstract String apply(Path file, Random random) throws IOException;

    private static String rewrite(Path file, Random random, boolean repeat) throws IOException {
        Optional<ImageName> name = ImageName.parse(file.getFileName().toString());
        if (name.isEmpty() || !isPlain(name.get().type())) {
            return BITS_FLIPPED.apply(file, random);
        }
        return rewrite(file, name.get().type(), random, repeat);
    }

    /** Records of one kind with nothing between them; a pagemap begins with a record of its own. */
    private static boolean isPlain(ImageType<?> type) {
        return type.payload() == Payload.NONE && type != ImageType.PAGEMAP && type != ImageType.PAGEMAP_SHMEM;
    }

    private static <M extends Message> String rewrite(Path file, ImageType<M> type, Random random, boolean repeat)
            throws IOException {
        List<M> records = new ArrayList<>();
        try (RecordReader<M> reader = RecordReader.open(file, type)) {
            while (reader.next()) {
                records.add(reader.record());
            }
        }
        if (records.isEmpty()) {
            return EMPTIED.apply(file, random);
        }
        int index = random.nextInt(records.size());
        String what;
        if (repeat) {
            records.add(records.get(index));
            what = "record " + index + " repeated";
        } else {
            Message.Builder builder = records.get(index).toBuilder();
            what = "record " + index + ": " + FieldMutation.apply(builder, random);
            @SuppressWarnings("unchecked") // the builder of an M builds an M
            M changed = (M) builder.buildPartial();
            records.set(index, changed);
        }
        Files.delete(file);
        try (RecordWriter<M> writer = RecordWriter.create(file, type)) {
            for (M each : records) {
                writer.write(each);
            }
        }
        return what;
    }
}
