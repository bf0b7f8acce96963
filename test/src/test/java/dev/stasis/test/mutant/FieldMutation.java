package dev.stasis.test.mutant;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Gives one field of a record, however deep, a value that it should not have. The record stays readable. */
final class FieldMutation {
    private static final long[] NUMBERS = {
        0, 1, -1, 2, 4095, 4096, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 47, Long.MAX_VALUE
    };

    private static final int SMALL = 24;

    private FieldMutation() {}

    static String apply(Message.Builder builder, Random random) {
        List<FieldDescriptor> set = new ArrayList<>(builder.getAllFields().keySet());
        if (set.isEmpty()) {
            return "nothing to change";
        }
        FieldDescriptor field = set.get(random.nextInt(set.size()));
        if (field.isRepeated()) {
            return repeated(builder, field, random);
        }
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            if (random.nextInt(8) == 0) {
                builder.clearField(field);
                return field.getName() + " removed";
            }
            Message.Builder inner = ((Message) builder.getField(field)).toBuilder();
            String what = apply(inner, random);
            builder.setField(field, inner.buildPartial());
            return field.getName() + "." + what;
        }
        if (random.nextInt(8) == 0) {
            builder.clearField(field);
            return field.getName() + " removed";
        }
        Object value = other(field, builder.getField(field), random);
        builder.setField(field, value);
        return field.getName() + " = " + show(value);
    }

    private static String repeated(Message.Builder builder, FieldDescriptor field, Random random) {
        int count = builder.getRepeatedFieldCount(field);
        int index = random.nextInt(count);
        Object element = builder.getRepeatedField(field, index);
        if (random.nextInt(6) == 0) {
            builder.addRepeatedField(field, element);
            return field.getName() + " with one element twice";
        }
        if (random.nextInt(6) == 0) {
            List<Object> rest = new ArrayList<>((List<?>) builder.getField(field));
            rest.remove(index);
            builder.setField(field, rest);
            return field.getName() + " without element " + index;
        }
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            Message.Builder inner = ((Message) element).toBuilder();
            String what = apply(inner, random);
            builder.setRepeatedField(field, index, inner.buildPartial());
            return field.getName() + "[" + index + "]." + what;
        }
        Object value = other(field, element, random);
        builder.setRepeatedField(field, index, value);
        return field.getName() + "[" + index + "] = " + show(value);
    }

    private static Object other(FieldDescriptor field, Object value, Random random) {
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        return switch (field.getJavaType()) {
            case INT ->
                switch (random.nextInt(3)) {
                    case 0 -> (int) number;
                    case 1 -> (int) value + 1;
                    default -> random.nextInt(SMALL); // the id of something else, often
                };
            case LONG -> random.nextBoolean() ? number : (long) value + number;
            case BOOLEAN -> !(boolean) value;
            case FLOAT -> (float) number;
            case DOUBLE -> (double) number;
            case STRING -> text((String) value, random);
            case BYTE_STRING -> bytes((ByteString) value, random);
            case ENUM ->
                field.getEnumType()
                        .getValues()
                        .get(random.nextInt(field.getEnumType().getValues().size()));
            case MESSAGE -> value;
        };
    }

    private static String text(String value, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> value + "x";
            case 2 -> "/" + "y".repeat(5000);
            default -> "a\0b";
        };
    }

    private static ByteString bytes(ByteString value, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> ByteString.EMPTY;
            case 1 -> value.concat(value);
            default -> ByteString.copyFrom("z".repeat(300), StandardCharsets.US_ASCII);
        };
    }

    private static String show(Object value) {
        String text = String.valueOf(value).replace("\n", " ");
        return text.length() > 40 ? text.substring(0, 40) + "..." : text;
    }
}
