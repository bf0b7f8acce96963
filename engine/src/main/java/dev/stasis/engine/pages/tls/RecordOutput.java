package dev.stasis.engine.pages.tls;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.pages.wire.Link;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** Encrypts and sends. Its methods may be called by two threads: the one that reads has handshakes to answer. */
final class RecordOutput implements AutoCloseable {
    private static final int ROOM = 64 << 10;
    /** Whole pages, and the most that Java puts into a record. */
    private static final int PLAIN_RECORD = 3 * 4096;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Link raw;
    private final SSLEngine engine;
    private final Arena arena = new Arena();
    private final Block room = arena.allocate(ROOM);
    private final ByteBuffer records = room.asBuffer();
    private boolean closed;

    RecordOutput(Link raw, SSLEngine engine) {
        this.raw = raw;
        this.engine = engine;
    }

    /** Sends all of it. */
    synchronized void write(ByteBuffer plain) throws SSLException {
        int end = plain.limit();
        while (plain.position() < end) {
            plain.limit(Math.min(end, plain.position() + PLAIN_RECORD));
            SSLEngineResult result = engine.wrap(plain, records);
            if (result.getStatus() == Status.CLOSED) {
                throw new SSLException("the other side closed the connection");
            }
            if (result.getStatus() == Status.BUFFER_OVERFLOW) {
                send();
            } else if (result.bytesConsumed() + result.bytesProduced() == 0) {
                throw new SSLException("the other side wants a new handshake, which is not supported");
            }
        }
        send();
    }

    /** Sends what TLS itself has to say. */
    synchronized void writeOwn() throws SSLException {
        while (!closed && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            SSLEngineResult result = engine.wrap(NOTHING.duplicate(), records);
            send();
            if (result.getStatus() == Status.CLOSED) {
                return;
            }
        }
        raw.push();
    }

    private void send() {
        if (records.position() > 0) {
            raw.write(room.slice(0, records.position()));
            records.clear();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        arena.close();
    }
}
