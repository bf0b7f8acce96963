package dev.stasis.image.tool;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Texts of images that are no UTF-8: paths are any bytes. A byte that is none becomes the character U+DC00 + byte, as Python's
 * {@code surrogateescape} does it, so that it can come back.
 */
final class RawText {
    private static final char REPLACEMENT = '\ufffd';
    private static final int ESCAPE = 0xdc00;

    private RawText() {}

    /** A text that protobuf gave, or if it had to be repaired, one that keeps its bytes. */
    static String of(Message message, FieldDescriptor field, int index, String text) {
        return text.indexOf(REPLACEMENT) < 0 ? text : escape(bytes(message, field, index));
    }

    static boolean isEscaped(String text) {
        return text.chars().anyMatch(c -> c >= ESCAPE + 0x80 && c <= ESCAPE + 0xff)
                && !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** The bytes that {@link #of} made a text of. */
    static ByteString unescape(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point >= ESCAPE + 0x80 && point <= ESCAPE + 0xff) {
                bytes.write(point - ESCAPE);
            } else {
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
            }
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }

    private static byte[] bytes(Message message, FieldDescriptor field, int index) {
        try {
            List<ByteString> values = UnknownFieldSet.parseFrom(message.toByteString())
                    .getField(field.getNumber())
                    .getLengthDelimitedList();
            return values.get(index).toByteArray();
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String escape(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        while (in.hasRemaining()) {
            CoderResult result = decoder.decode(in, out, true);
            for (int i = 0; result.isError() && i < result.length(); i++) {
                out.put((char) (ESCAPE + (in.get() & 0xff)));
            }
        }
        return out.flip().toString();
    }
}
