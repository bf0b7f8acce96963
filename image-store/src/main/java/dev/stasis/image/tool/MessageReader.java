package dev.stasis.image.tool;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import dev.stasis.image.proto.FieldStyle;
import dev.stasis.image.proto.PagemapEntry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes messages of JSON objects, whether they are plain or shown for people. */
final class MessageReader {
    private MessageReader() {}

    /** Fills {@code builder} with the members of {@code object}. */
    static Message read(Object object, Message.Builder builder) {
        for (Map.Entry<String, Object> member : members(object, builder).entrySet()) {
            set(builder, field(builder, object, member.getKey()), member.getValue());
        }
        if (!builder.isInitialized()) {
            throw new BadImageText("a " + builder.getDescriptorForType().getName() + " lacks "
                    + builder.getInitializationErrorString());
        }
        return builder.getUnknownFields().asMap().isEmpty() ? builder.build() : reparsed(builder.build());
    }

    private static Map<String, Object> members(Object object, Message.Builder builder) {
        if (!(object instanceof Map<?, ?>)) {
            throw new BadImageText("a " + builder.getDescriptorForType().getName() + " should be an object");
        }
        @SuppressWarnings("unchecked") // JsonReader makes no other maps
        Map<String, Object> members = (Map<String, Object>) object;
        return members;
    }

    private static FieldDescriptor field(Message.Builder builder, Object object, String name) {
        boolean oldCount = builder instanceof PagemapEntry.Builder
                && name.equals("nr_pages")
                && !((Map<?, ?>) object).containsKey("compat_nr_pages");
        FieldDescriptor field = builder.getDescriptorForType().findFieldByName(oldCount ? "compat_nr_pages" : name);
        if (field == null) {
            throw new BadImageText("a " + builder.getDescriptorForType().getName() + " has no " + name);
        }
        return field;
    }

    private static void set(Message.Builder builder, FieldDescriptor field, Object value) {
        FieldStyle style = FieldShape.style(field);
        if (!field.isRepeated()) {
            setText(builder, field, convert(builder, field, style, value));
            return;
        }
        if (!(value instanceof List<?> list)) {
            throw new BadImageText(field.getFullName() + " should be a list");
        }
        for (Object element : elements(style, list)) {
            setText(builder, field, convert(builder, field, style, element));
        }
    }

    /** Addresses become words. */
    private static List<Object> elements(FieldStyle style, List<?> values) {
        List<Object> elements = new ArrayList<>();
        for (Object value : values) {
            if (style.getIpadd() && value instanceof String text) {
                AddressText.words(text).forEach(word -> elements.add(BigInteger.valueOf(Integer.toUnsignedLong(word))));
            } else {
                elements.add(value);
            }
        }
        return elements;
    }

    /** Texts that are no UTF-8 cannot be set; they go in as unknown bytes of the same number. */
    private static void setText(Message.Builder builder, FieldDescriptor field, Object value) {
        if (value instanceof String text && RawText.isEscaped(text)) {
            UnknownFieldSet bytes = UnknownFieldSet.newBuilder()
                    .mergeField(
                            field.getNumber(),
                            UnknownFieldSet.Field.newBuilder()
                                    .addLengthDelimited(RawText.unescape(text))
                                    .build())
                    .build();
            builder.mergeUnknownFields(bytes);
            if (!field.isRepeated()) {
                builder.setField(field, "");
            }
        } else if (field.isRepeated()) {
            builder.addRepeatedField(field, value);
        } else {
            builder.setField(field, value);
        }
    }

    private static Message reparsed(Message message) {
        try {
            return message.getParserForType().parseFrom(message.toByteString());
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object convert(Message.Builder builder, FieldDescriptor field, FieldStyle style, Object value) {
        return switch (field.getJavaType()) {
            case MESSAGE -> read(value, builder.newBuilderForField(field));
            case ENUM -> enumeration(field, value);
            case BOOLEAN -> as(Boolean.class, field, value);
            case STRING -> as(String.class, field, value);
            case BYTE_STRING -> bytes(style, as(String.class, field, value));
            case INT -> integer(field, style, value);
            case LONG -> Numbers.fit(number(field, value), Long.SIZE);
            case FLOAT, DOUBLE -> throw new IllegalStateException("no image has fractions: " + field.getFullName());
        };
    }

    private static ByteString bytes(FieldStyle style, String text) {
        return ByteString.copyFrom(FieldShape.isName(style) ? QuotedPrintable.decode(text) : Base64Text.decode(text));
    }

    private static EnumValueDescriptor enumeration(FieldDescriptor field, Object value) {
        EnumValueDescriptor found = value instanceof String name
                ? field.getEnumType().findValueByName(name)
                : field.getEnumType().findValueByNumber((int) Numbers.fit(number(field, value), Integer.SIZE));
        if (found == null) {
            throw new BadImageText(field.getFullName() + " has no value " + value);
        }
        return found;
    }

    private static int integer(FieldDescriptor field, FieldStyle style, Object value) {
        if (!(value instanceof String text)) {
            return (int) Numbers.fit(number(field, value), Integer.SIZE);
        }
        if (style.hasDict()) {
            return NumberNames.table(style.getDict(), field.getName()).number(text);
        } else if (style.hasFlags()) {
            return FlagNames.table(style.getFlags()).value(text);
        } else if (style.getDev()) {
            return DeviceText.value(text, style.getOdev());
        }
        return (int) Numbers.fit(Numbers.parse(text), Integer.SIZE);
    }

    private static BigInteger number(FieldDescriptor field, Object value) {
        return value instanceof String text ? Numbers.parse(text) : as(BigInteger.class, field, value);
    }

    private static <T> T as(Class<T> type, FieldDescriptor field, Object value) {
        if (!type.isInstance(value)) {
            throw new BadImageText(field.getFullName() + " cannot be " + value);
        }
        return type.cast(value);
    }
}
