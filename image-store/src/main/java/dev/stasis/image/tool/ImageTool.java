package dev.stasis.image.tool;

import com.google.protobuf.Message;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.Multiplicity;
import dev.stasis.image.Payload;
import dev.stasis.image.RecordReader;
import dev.stasis.image.compress.CompressedPages;
import dev.stasis.image.proto.GhostChunkEntry;
import dev.stasis.image.proto.PagemapHead;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Images as text and back, and what a set holds. Any image set will do: ours, CRIU's, one of any age. Damage is an
 * {@link dev.stasis.image.ImageDamagedException}, text that is no image a {@link BadImageText}.
 */
public final class ImageTool {

    /** What {@link #decode} leaves out or does for people. */
    public enum Style {
        /** One line, numbers as they are: for programs. */
        PLAIN,
        /** Indented; addresses, flags and devices as their schemas say. */
        PRETTY,
        /** As that, and instead of bytes behind records their number. */
        PRETTY_WITHOUT_BYTES
    }

    /** Writes an image as JSON, without a line end behind it. Requires: the image has a magic, as all but raw files. */
    public void decode(Path image, OutputStream json, Style style) throws IOException {
        boolean pretty = style != Style.PLAIN;
        new ImageTextWriter(json, pretty, pretty, style != Style.PRETTY_WITHOUT_BYTES)
                .write(image, MagicFinder.find(image));
    }

    /** Makes a new image, mode 0600, of JSON that {@link #decode} wrote in whatever style keeps bytes. */
    public void encode(String json, Path image) throws IOException {
        ImageTextReader.read(json, image);
    }

    /** Writes the name of an image's magic and the number of its records as JSON; of compressed pages that of its frames. */
    public void info(Path image, OutputStream json) throws IOException {
        if (CompressedPages.isName(image)) {
            try (CompressedPages pages = CompressedPages.open(image)) {
                info("ZSTD", pages.frames(), json);
            }
        } else {
            ImageType<?> type = MagicFinder.find(image);
            info(type.magicName(), count(image, type), json);
        }
    }

    private static void info(String magic, long count, OutputStream json) throws IOException {
        JsonWriter writer = new JsonWriter(json, true);
        writer.beginObject();
        writer.name("magic");
        writer.text(magic);
        writer.name("count");
        writer.word(Long.toString(count));
        writer.endObject();
    }

    /** Tells what the set in a directory holds. */
    public void explore(Path set, Topic topic, OutputStream out) {
        PrintStream text = new PrintStream(out, false, StandardCharsets.UTF_8);
        new Explorer(ImageDirectory.at(set), text).explore(topic);
        text.flush();
    }

    private static <M extends Message> long count(Path image, ImageType<M> type) {
        long count = 0;
        try (RecordReader<M> records = RecordReader.open(image, type)) {
            if (type.multiplicity() == Multiplicity.HEAD_AND_MANY && records.remaining() > 0) {
                records.nested(PagemapHead.parser());
                count++;
            }
            while (records.next()) {
                count += 1 + following(records, type.payload());
            }
        }
        return count;
    }

    /** Passes over what {@link RecordReader#next} does not. */
    private static long following(RecordReader<? extends Message> records, Payload payload) {
        long count = 0;
        if (payload == Payload.MESSAGES) {
            PayloadWriter.waiting(records);
        } else if (payload == Payload.GHOST && PayloadWriter.isChunked(records)) {
            for (; records.remaining() > 0; count++) {
                records.skip(records.nested(GhostChunkEntry.parser()).getLen());
            }
        } else if (payload == Payload.GHOST) {
            records.skip(records.remaining());
        }
        return count;
    }
}
