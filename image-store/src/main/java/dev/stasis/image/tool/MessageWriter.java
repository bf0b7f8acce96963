package dev.stasis.image.tool;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import dev.stasis.image.proto.FieldStyle;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes messages as JSON objects; fields that are not set are left out. */
final class MessageWriter {
    private final JsonWriter json;
    private final boolean pretty;

    /** @param pretty whether numbers are shown as their schema says, for people */
    MessageWriter(JsonWriter json, boolean pretty) {
        this.json = json;
        this.pretty = pretty;
    }

    void write(Message message) throws IOException {
        json.beginObject();
        writeFields(message);
        json.endObject();
    }

    /** Writes the members into an object that was begun. */
    void writeFields(Message message) throws IOException {
        writeFields(message, false);
    }

    /** @param hex whether the field that holds the message asks for hexadecimal numbers */
    private void writeFields(Message message, boolean hex) throws IOException {
        for (Map.Entry<FieldDescriptor, Object> set : message.getAllFields().entrySet()) {
            FieldDescriptor field = set.getKey();
            json.name(FieldShape.name(message, field));
            FieldStyle style = FieldShape.style(field);
            boolean inHex = hex || style.getHex();
            if (!field.isRepeated()) {
                value(message, field, 0, set.getValue(), style, inHex);
            } else {
                list(message, field, (List<?>) set.getValue(), style, inHex);
            }
        }
    }

    private void list(Message message, FieldDescriptor field, List<?> values, FieldStyle style, boolean hex)
            throws IOException {
        json.beginArray();
        if (pretty && style.getIpadd() && AddressText.isAddress(values.size())) {
            json.text(AddressText.text(values.stream().map(Integer.class::cast).toList()));
        } else {
            int index = 0;
            for (Object value : values) {
                value(message, field, index++, value, style, hex);
            }
        }
        json.endArray();
    }

    private void value(Message message, FieldDescriptor field, int index, Object value, FieldStyle style, boolean hex)
            throws IOException {
        JavaType type = field.getJavaType();
        switch (type) {
            case MESSAGE -> {
                json.beginObject();
                writeFields((Message) value, hex);
                json.endObject();
            }
            case ENUM -> json.text(((EnumValueDescriptor) value).getName());
            case BOOLEAN -> json.word(value.toString());
            case STRING -> json.text(RawText.of(message, field, index, (String) value));
            case BYTE_STRING -> json.text(bytes((ByteString) value, style));
            case INT -> number(field, (Integer) value, style, hex);
            case LONG -> number(field, (Long) value, hex);
            case FLOAT, DOUBLE -> throw new IllegalStateException("no image has fractions: " + field.getFullName());
        }
    }

    private static String bytes(ByteString value, FieldStyle style) {
        return FieldShape.isName(style)
                ? QuotedPrintable.encode(value.toByteArray())
                : Base64Text.encode(value.toByteArray());
    }

    private void number(FieldDescriptor field, int value, FieldStyle style, boolean hex) throws IOException {
        String name = pretty && style.hasDict()
                ? NumberNames.table(style.getDict(), field.getName()).name(value)
                : null;
        if (name != null) {
            json.text(name);
        } else if (pretty && style.hasFlags()) {
            json.text(FlagNames.table(style.getFlags()).text(value));
        } else if (pretty && style.getDev()) {
            json.text(DeviceText.text(value, style.getOdev()));
        } else if (pretty && hex) {
            json.text("0x" + Integer.toHexString(value));
        } else {
            json.word(isSigned(field) ? Integer.toString(value) : Integer.toUnsignedString(value));
        }
    }

    private void number(FieldDescriptor field, long value, boolean hex) throws IOException {
        if (pretty && hex) {
            json.text("0x" + Long.toHexString(value));
        } else {
            json.word(isSigned(field) ? Long.toString(value) : Long.toUnsignedString(value));
        }
    }

    private static boolean isSigned(FieldDescriptor field) {
        return switch (field.getType()) {
            case INT32, INT64, SINT32, SINT64, SFIXED32, SFIXED64 -> true;
            default -> false;
        };
    }
}
