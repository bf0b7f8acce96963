package dev.stasis.engine.kernel.netlink;

import dev.stasis.engine.kernel.abi.Netlink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes at the end of a netlink message, by type; of one that comes twice, the last. */
final class Attributes {
    private static final int ALIGN = Netlink.NLA_ALIGNTO - 1;
    private static final int TYPE = 0x3fff;

    private final Map<Integer, ByteBuffer> values = new HashMap<>();

    private Attributes() {}

    /** Takes what remains of {@code message}. */
    static Attributes of(ByteBuffer message) {
        Attributes attributes = new Attributes();
        int at = message.position();
        while (message.limit() - at >= Netlink.NLA_HDRLEN) {
            int length = Short.toUnsignedInt(message.getShort(at));
            int type = message.getShort(at + 2) & TYPE;
            if (length < Netlink.NLA_HDRLEN || length > message.limit() - at) {
                throw new IllegalStateException("netlink attribute of " + length + " bytes");
            }
            ByteBuffer value = message.slice(at + Netlink.NLA_HDRLEN, length - Netlink.NLA_HDRLEN);
            attributes.values.put(type, value.order(ByteOrder.LITTLE_ENDIAN));
            at += (length + ALIGN) & ~ALIGN;
        }
        return attributes;
    }

    /** Little endian; null when the message has none of this type. */
    @Nullable
    ByteBuffer get(int type) {
        return values.get(type);
    }

    byte[] bytes(int type) {
        ByteBuffer value = values.get(type);
        byte[] bytes = new byte[value == null ? 0 : value.remaining()];
        if (value != null) {
            value.get(value.position(), bytes);
        }
        return bytes;
    }

    /** Unsigned 32 bits at {@code offset} of the value; 0 when it is absent. */
    long unsignedInt(int type, int offset) {
        ByteBuffer value = values.get(type);
        return value == null ? 0 : Integer.toUnsignedLong(value.getInt(offset));
    }

    /** The first byte of the value; 0 when it is absent. */
    int unsignedByte(int type) {
        ByteBuffer value = values.get(type);
        return value == null ? 0 : Byte.toUnsignedInt(value.get(0));
    }
}
