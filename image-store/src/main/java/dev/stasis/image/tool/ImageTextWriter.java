package dev.stasis.image.tool;

import com.google.protobuf.Message;
import dev.stasis.image.ImageType;
import dev.stasis.image.Multiplicity;
import dev.stasis.image.RecordReader;
import dev.stasis.image.proto.PagemapHead;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Writes an image as JSON, one record at a time. */
final class ImageTextWriter {
    private final JsonWriter json;
    private final MessageWriter messages;
    private final PayloadWriter payloads;

    /** @param kept whether the bytes behind records are written, or only their number */
    ImageTextWriter(OutputStream out, boolean indented, boolean pretty, boolean kept) {
        this.json = new JsonWriter(out, indented);
        this.messages = new MessageWriter(json, pretty);
        this.payloads = new PayloadWriter(json, messages, kept);
    }

    <M extends Message> void write(Path file, ImageType<M> type) throws IOException {
        try (RecordReader<M> records = RecordReader.open(file, type)) {
            json.beginObject();
            json.name("magic");
            json.text(type.magicName());
            json.name("entries");
            json.beginArray();
            if (type.multiplicity() == Multiplicity.HEAD_AND_MANY && records.remaining() > 0) {
                messages.write(records.nested(PagemapHead.parser()));
            }
            while (records.next()) {
                json.beginObject();
                messages.writeFields(records.record());
                payloads.write(type.payload(), records);
                json.endObject();
                payloads.writeFollowing(type.payload(), records);
            }
            json.endArray();
            json.endObject();
        }
    }
}
