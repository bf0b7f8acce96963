package dev.stasis.image;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.Random;
import java.util.function.Predicate;

/** Messages with every field set to something, the same for the same seed. Recursive messages end at the third level. */
public final class FilledMessages {
    private static final int DEEPEST = 3;

    private final Random random;
    private final Predicate<FieldDescriptor> wanted;

    public FilledMessages(long seed, Predicate<FieldDescriptor> wanted) {
        this.random = new Random(seed);
        this.wanted = wanted;
    }

    /** A message of the same class as {@code prototype}. */
    @SuppressWarnings("unchecked") // parsers make what they are asked for
    public <M extends Message> M like(M prototype) {
        Message.Builder builder = prototype.newBuilderForType();
        fill(builder, 0);
        return (M) builder.build();
    }

    /** A message by its schema only. */
    public DynamicMessage of(Descriptor type) {
        DynamicMessage.Builder builder = DynamicMessage.newBuilder(type);
        fill(builder, 0);
        return builder.build();
    }

    private void fill(Message.Builder builder, int depth) {
        for (FieldDescriptor field : builder.getDescriptorForType().getFields()) {
            if (!wanted.test(field) && !field.isRequired()) {
                continue;
            }
            if (!field.isRepeated()) {
                builder.setField(field, value(builder, field, depth));
            } else if (depth < DEEPEST) {
                for (int count = 1 + random.nextInt(3); count > 0; count--) {
                    builder.addRepeatedField(field, value(builder, field, depth));
                }
            }
        }
    }

    private Object value(Message.Builder parent, FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> random.nextInt();
            case LONG -> random.nextLong();
            case BOOLEAN -> random.nextBoolean();
            case FLOAT, DOUBLE -> throw new IllegalStateException("no image has " + field);
            case STRING -> text();
            case BYTE_STRING -> bytes(random.nextInt(100));
            case ENUM ->
                field.getEnumType()
                        .getValues()
                        .get(random.nextInt(field.getEnumType().getValues().size()));
            case MESSAGE -> {
                Message.Builder child = parent.newBuilderForField(field);
                fill(child, depth + 1);
                yield child.build();
            }
        };
    }

    /** Letters, what JSON escapes, and characters of one to four bytes. */
    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(6)) {
                        case 0 -> random.nextInt(0x20);
                        case 1 -> "\"\\/\u007f\u0080<>&'".codePointAt(random.nextInt(9));
                        case 2 -> 0x100 + random.nextInt(0x1000);
                        case 3 -> 0x1f600 + random.nextInt(50);
                        default -> 'a' + random.nextInt(26);
                    });
        }
        return text.toString();
    }

    ByteString bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
    }
}
