package dev.stasis.engine.resource.file.inet;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Address and port.
 *
 * @param words of the address, one for IPv4, four for IPv6: network order, read as little-endian words
 */
public record Endpoint(List<Integer> words, int port) {
    public Endpoint {
        words = List.copyOf(words);
    }

    public boolean unspecified() {
        return port == 0 && words.stream().allMatch(word -> word == 0);
    }

    /** The address as a person reads it, with its port. */
    public String text() {
        ByteBuffer bytes = ByteBuffer.allocate(words.size() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        words.forEach(bytes::putInt);
        try {
            String host = InetAddress.getByAddress(bytes.array()).getHostAddress();
            return (words.size() == 1 ? host : "[" + host + "]") + ":" + port;
        } catch (UnknownHostException e) {
            return words + ":" + port;
        }
    }
}
