package dev.stasis.image.tool;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.stasis.image.Framing;
import dev.stasis.image.ImageType;
import dev.stasis.image.Multiplicity;
import dev.stasis.image.Payload;
import dev.stasis.image.RecordWriter;
import dev.stasis.image.proto.PagemapHead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes an image of its JSON. */
final class ImageTextReader {
    private static final String EXTRA = "extra";

    private ImageTextReader() {}

    /** Writes a new file. */
    static void read(String text, Path file) throws IOException {
        Object image = JsonReader.read(text);
        if (!(image instanceof Map<?, ?> members)) {
            throw new BadImageText("an image is an object of magic and entries");
        }
        Object magic = members.get("magic");
        Object entries = members.get("entries");
        if (!(magic instanceof String name) || !(entries instanceof List<?> list)) {
            throw new BadImageText("an image is an object of magic, a text, and entries, a list");
        }
        write(typed(name), list, file);
    }

    private static ImageType<?> typed(String magicName) {
        return ImageType.all().stream()
                .filter(type ->
                        type.framing() != Framing.RAW && type.magicName().equals(magicName))
                .findFirst()
                .orElseThrow(() -> new BadImageText("no image has the magic " + magicName));
    }

    private static <M extends Message> void write(ImageType<M> type, List<?> entries, Path file) throws IOException {
        try (RecordWriter<M> writer = RecordWriter.create(file, type)) {
            int index = 0;
            for (Object entry : entries) {
                try {
                    writeEntry(writer, type, index, entry);
                } catch (BadImageText bad) {
                    throw new BadImageText("entry " + index + ": " + bad.getMessage());
                }
                index++;
            }
        }
    }

    private static <M extends Message> void writeEntry(
            RecordWriter<M> writer, ImageType<M> type, int index, Object entry) throws IOException {
        if (type.multiplicity() == Multiplicity.HEAD_AND_MANY && index == 0) {
            writer.nested(MessageReader.read(entry, PagemapHead.newBuilder()));
        } else if (type.payload() == Payload.GHOST && index > 0) {
            PayloadReader.chunk(writer, withoutExtra(entry), extra(entry));
        } else {
            M record = record(type, withoutExtra(entry));
            PayloadReader.write(writer, type.payload(), record, extra(entry));
        }
    }

    @SuppressWarnings("unchecked") // the builder is that of the type
    private static <M extends Message> M record(ImageType<M> type, Object entry) {
        try {
            return (M) MessageReader.read(
                    entry, type.parser().parsePartialFrom(new byte[0]).newBuilderForType());
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Object withoutExtra(Object entry) {
        if (!(entry instanceof Map<?, ?> members) || !members.containsKey(EXTRA)) {
            return entry;
        }
        Map<Object, Object> rest = new LinkedHashMap<>(members);
        rest.remove(EXTRA);
        return rest;
    }

    private static Object extra(Object entry) {
        Object extra = entry instanceof Map<?, ?> members ? members.get(EXTRA) : null;
        return extra == null ? "" : extra;
    }
}
