package dev.stasis.image.tool;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Bytes as base64 in lines of 76 characters, each with its end, as Python's {@code base64.encodebytes} does it. */
final class Base64Text {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[] {'\n'});

    private Base64Text() {}

    static String encode(byte[] bytes) {
        return bytes.length == 0 ? "" : new String(LINES.encode(bytes), StandardCharsets.US_ASCII) + "\n";
    }

    static byte[] decode(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException broken) {
            throw new BadImageText("a text is no base64: " + broken.getMessage());
        }
    }
}
