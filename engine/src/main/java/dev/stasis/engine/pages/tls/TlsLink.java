package dev.stasis.engine.pages.tls;

import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.wire.Link;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A link whose bytes are TLS records on another one, which it owns. The other one's deadline holds for every wait, in the
 * handshake, too.
 */
public final class TlsLink implements Link {
    private static final int PLAIN_ROOM = 32 << 10;

    private final Link raw;
    private final SSLEngine engine;
    private final RecordInput input;
    private final RecordOutput output;
    private final ByteBuffer plain = ByteBuffer.allocate(PLAIN_ROOM).limit(0);
    private boolean ended;

    private TlsLink(Link raw, SSLEngine engine) {
        this.raw = raw;
        this.engine = engine;
        this.input = new RecordInput(raw);
        this.output = new RecordOutput(raw, engine);
    }

    /** The side that connected. Closes {@code raw} when the handshake fails. */
    public static TlsLink client(Link raw, TlsIdentity identity) {
        return shaken(raw, identity.engine(true));
    }

    /** The side that was connected to; the other one must have a certificate. Closes {@code raw} when the handshake fails. */
    public static TlsLink server(Link raw, TlsIdentity identity) {
        SSLEngine engine = identity.engine(false);
        engine.setNeedClientAuth(true);
        return shaken(raw, engine);
    }

    private static TlsLink shaken(Link raw, SSLEngine engine) {
        TlsLink link = new TlsLink(raw, engine);
        try {
            engine.beginHandshake();
            link.shakeHands();
            return link;
        } catch (SSLException refused) {
            PeerLost failure = link.lost(refused);
            link.finish();
            link.close();
            throw failure;
        } catch (RuntimeException failure) {
            link.close();
            throw failure;
        }
    }

    /** Goes on until nothing of a handshake is left to do. */
    private void shakeHands() throws SSLException {
        while (true) {
            HandshakeStatus status = engine.getHandshakeStatus();
            if (status == HandshakeStatus.NEED_TASK) {
                runTasks();
            } else if (status == HandshakeStatus.NEED_WRAP) {
                output.writeOwn();
            } else if (status == HandshakeStatus.NEED_UNWRAP) {
                if (!input.isTls()) {
                    throw new PeerLost(peer() + " speaks without TLS; give --tls to both sides, or to none");
                }
                if (!unwrap() && !input.fill()) {
                    throw new SSLException("the other side closed the connection");
                }
            } else {
                return;
            }
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Decrypts a record if one is there, into {@link #plain}, which must be empty. */
    private boolean unwrap() throws SSLException {
        if (!input.isTls()) {
            return false;
        }
        plain.clear();
        try {
            switch (engine.unwrap(input.records(), plain).getStatus()) {
                case BUFFER_UNDERFLOW -> {
                    return false;
                }
                case CLOSED -> ended = true;
                case BUFFER_OVERFLOW -> throw new SSLException("a record is too long");
                case OK -> {}
            }
            return true;
        } finally {
            plain.flip();
        }
    }

    /** Decrypts what is there, without waiting. Whether there is something to read now, be it the end. */
    private boolean decrypt() {
        try {
            while (!plain.hasRemaining() && !ended) {
                if (!unwrap()) {
                    return false;
                }
                if (!ended && engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
                    shakeHands();
                }
            }
            return true;
        } catch (SSLException refused) {
            throw lost(refused);
        }
    }

    private PeerLost lost(SSLException refused) {
        @Nullable Throwable cause = refused.getCause();
        return new PeerLost(
                "no TLS with " + peer() + ": " + (cause == null ? refused : cause).getMessage()
                        + "; see its log, and the certificates of both sides",
                refused);
    }

    @Override
    public String peer() {
        return raw.peer();
    }

    @Override
    public Fd socket() {
        return raw.socket();
    }

    @Override
    public boolean buffered() {
        return decrypt();
    }

    @Override
    public boolean awaits(int milliseconds) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        while (!decrypt()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (!raw.awaits(milliseconds < 0 ? -1 : (int) Math.max(0, left))) {
                return false;
            }
            ended = !input.fill();
        }
        return true;
    }

    @Override
    public long read(Block into) {
        while (!decrypt()) {
            ended = !input.fill();
        }
        int length = (int) Math.min(into.size(), plain.remaining());
        if (length > 0) {
            into.slice(0, length).asBuffer().put(plain.slice(plain.position(), length));
            plain.position(plain.position() + length);
        }
        return length;
    }

    @Override
    public void write(Block from) {
        try {
            output.write(from.asBuffer());
        } catch (SSLException refused) {
            throw lost(refused);
        }
    }

    @Override
    public void push() {
        raw.push();
    }

    /** Sends the farewell of TLS, or why its handshake failed. */
    @Override
    public void finish() {
        engine.closeOutbound();
        try {
            output.writeOwn();
            raw.push();
        } catch (SSLException | PeerLost gone) {
            ended = true; // the other side does not listen any more: nothing is lost that it wanted
        }
        raw.finish();
    }

    @Override
    public void close() {
        raw.close();
        input.close();
        output.close();
    }
}
