package dev.stasis.engine.pages.wire;

import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** struct sockaddr_in (16 bytes) and sockaddr_in6 (28 bytes): ip(7), ipv6(7). */
final class InetBlock {
    /** Room for an address of any family. */
    static final int LARGEST = 128;

    private static final int IN_SIZE = 16;
    private static final int IN6_SIZE = 28;

    private InetBlock() {}

    static Block of(Arena arena, InetAddress address, int port) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return arena.allocate(IN_SIZE)
                    .putShort(0, (short) Socket.AF_INET)
                    .putShort(2, Short.reverseBytes((short) port))
                    .putBytes(4, bytes);
        }
        int scope = address instanceof Inet6Address six ? six.getScopeId() : 0;
        return arena.allocate(IN6_SIZE)
                .putShort(0, (short) Socket.AF_INET6)
                .putShort(2, Short.reverseBytes((short) port))
                .putBytes(8, bytes)
                .putInt(24, scope);
    }

    static int family(InetAddress address) {
        return address instanceof Inet4Address ? Socket.AF_INET : Socket.AF_INET6;
    }

    static int port(Block address) {
        return Short.toUnsignedInt(Short.reverseBytes(address.getShort(2)));
    }

    /** "10.0.0.2:4711", "[fe80::1]:4711"; "a unix socket" and the like for other families. */
    static String text(Block address, long length) {
        int family = length >= 2 ? address.getShort(0) : Socket.AF_UNSPEC;
        return switch (family) {
            case Socket.AF_INET -> host(address.getBytes(4, 4)) + ":" + port(address);
            case Socket.AF_INET6 -> sixText(address);
            case Socket.AF_UNIX -> "a unix socket";
            default -> "a socket of family " + family;
        };
    }

    private static String sixText(Block address) {
        String host = host(address.getBytes(8, 16)); // an IPv4-mapped one comes out as IPv4
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port(address);
    }

    private static String host(byte[] bytes) {
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            boolean sixAny = address.isAnyLocalAddress() && address instanceof Inet6Address;
            return sixAny ? "::" : address.getHostAddress();
        } catch (UnknownHostException impossible) {
            throw new IllegalArgumentException("an address of " + bytes.length + " bytes", impossible);
        }
    }
}
