package dev.stasis.engine.resource.file.inet;

import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import java.util.ArrayList;
import java.util.List;

/** struct sockaddr_in and struct sockaddr_in6 of linux/in.h and linux/in6.h. */
final class SocketAddress {
    private static final int IPV4_BYTES = 16;
    private static final int IPV6_BYTES = 28;
    private static final int PORT = 2;
    private static final int IPV4_ADDRESS = 4;
    private static final int IPV6_ADDRESS = 8;
    private static final int SCOPE = 24;

    private SocketAddress() {}

    static Block allocate(Arena arena, int family) {
        return arena.allocate(family == Socket.AF_INET6 ? IPV6_BYTES : IPV4_BYTES);
    }

    /**
     * @param scope index of the interface of a link-local address, or 0
     */
    static Block of(Arena arena, int family, Endpoint endpoint, int scope) {
        Block address = allocate(arena, family).putShort(0, (short) family).putShort(PORT, Short.reverseBytes((short)
                endpoint.port()));
        int at = family == Socket.AF_INET6 ? IPV6_ADDRESS : IPV4_ADDRESS;
        for (int word : endpoint.words()) {
            address.putInt(at, word);
            at += Integer.BYTES;
        }
        return family == Socket.AF_INET6 ? address.putInt(SCOPE, scope) : address;
    }

    static Endpoint endpoint(Block address, int family) {
        boolean ipv6 = family == Socket.AF_INET6;
        List<Integer> words = new ArrayList<>();
        for (int i = 0; i < (ipv6 ? 4 : 1); i++) {
            words.add(address.getInt((ipv6 ? IPV6_ADDRESS : IPV4_ADDRESS) + (long) i * Integer.BYTES));
        }
        return new Endpoint(words, Short.toUnsignedInt(Short.reverseBytes(address.getShort(PORT))));
    }

    /** Index of the interface of a link-local address, or 0. */
    static int scope(Block address, int family) {
        return family == Socket.AF_INET6 ? address.getInt(SCOPE) : 0;
    }
}
