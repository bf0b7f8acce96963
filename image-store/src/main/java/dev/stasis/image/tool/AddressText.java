package dev.stasis.image.tool;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Internet addresses, which images have as words whose bytes are in the order of the network. */
final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /** Whether so many words are an address. */
    static boolean isAddress(int words) {
        return words == 1 || words == 4;
    }

    static String text(List<Integer> words) {
        byte[] bytes = bytes(words);
        return bytes.length == 4 ? dotted(bytes, 0) : colons(bytes);
    }

    static List<Integer> words(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(parse(text)).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> words = new ArrayList<>();
        while (bytes.hasRemaining()) {
            words.add(bytes.getInt());
        }
        return words;
    }

    private static byte[] parse(String text) {
        boolean literal = text.chars().allMatch(c -> c == '.' || c == ':' || Character.digit(c, 16) >= 0);
        try {
            if (literal
                    && (text.indexOf(':') >= 0
                            || text.chars().filter(c -> c == '.').count() == 3)) {
                byte[] bytes = InetAddress.getByName(text).getAddress();
                return bytes.length == 4 && text.indexOf(':') >= 0 ? mapped(bytes) : bytes;
            }
        } catch (UnknownHostException none) {
            throw new BadImageText("\"" + text + "\" is no address");
        }
        throw new BadImageText("\"" + text + "\" is no address");
    }

    /** Java takes ::ffff:1.2.3.4 for 1.2.3.4. */
    private static byte[] mapped(byte[] four) {
        byte[] bytes = new byte[16];
        bytes[10] = (byte) 0xff;
        bytes[11] = (byte) 0xff;
        System.arraycopy(four, 0, bytes, 12, 4);
        return bytes;
    }

    private static byte[] bytes(List<Integer> words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        words.forEach(bytes::putInt);
        return bytes.array();
    }

    private static String dotted(byte[] bytes, int from) {
        return (bytes[from] & 0xff) + "." + (bytes[from + 1] & 0xff) + "." + (bytes[from + 2] & 0xff) + "."
                + (bytes[from + 3] & 0xff);
    }

    /** RFC 5952: the first of the longest runs of zeros becomes two colons, if it is longer than one. */
    private static String colons(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
        }
        int start = 0;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = zeros(groups, i);
            if (run > length) {
                start = i;
                length = run;
            }
        }
        if (start == 0 && length == 5 && groups[5] == 0xffff) {
            return "::ffff:" + dotted(bytes, 12);
        }
        return length == 1
                ? joined(groups, 0, GROUPS)
                : joined(groups, 0, start) + "::" + joined(groups, start + length, GROUPS);
    }

    private static int zeros(int[] groups, int from) {
        int run = 0;
        while (from + run < GROUPS && groups[from + run] == 0) {
            run++;
        }
        return run;
    }

    private static String joined(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i > from ? ":" : "").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
