package dev.stasis.engine.pages.tls;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.pages.wire.Link;
import java.nio.ByteBuffer;

/** Bytes that have come and are not decrypted yet. */
final class RecordInput implements AutoCloseable {
    private static final int ROOM = 64 << 10;
    /** Content types of TLS records: 20 change_cipher_spec, 21 alert, 22 handshake, 23 application_data (RFC 8446, 5.1). */
    private static final int FIRST_TYPE = 20;

    private static final int LAST_TYPE = 23;

    private final Link raw;
    private final Arena arena = new Arena();
    private final Block room = arena.allocate(ROOM);
    private final ByteBuffer records = room.asBuffer().limit(0);

    RecordInput(Link raw) {
        this.raw = raw;
    }

    /** Those that have not been taken. */
    ByteBuffer records() {
        return records;
    }

    /** Whether what is there can be the beginning of a record. */
    boolean isTls() {
        if (!records.hasRemaining()) {
            return true;
        }
        int type = records.get(records.position());
        return type >= FIRST_TYPE && type <= LAST_TYPE;
    }

    /** Waits for more; false at the end of the stream. Requires: no whole record is there. */
    boolean fill() {
        records.compact();
        int kept = records.position();
        long more = 0;
        try {
            more = raw.read(room.slice(kept, ROOM - kept));
        } finally {
            records.position(kept + (int) more).flip();
        }
        return more > 0;
    }

    @Override
    public void close() {
        records.limit(0);
        arena.close();
    }
}
