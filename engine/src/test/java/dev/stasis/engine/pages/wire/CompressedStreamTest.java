package dev.stasis.engine.pages.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.image.compress.PagesForm;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CompressedStreamTest {
    private static final Linux LINUX = Linux.real();
    private static final PagesForm FORM = PagesForm.parse("zstd:1");
    private static final Frame FRAME = new Frame(PageCommand.ADD_F, 4, 640, 0x1000, 0x4711_01);
    /** Not a whole number of blocks. */
    private static final int SIZE = 640 * 4096;

    private final Ends ends = Ends.connect();
    private final CountingLink toServer = ends.toServer;
    private final PageConnection client = ends.client;
    private final PageConnection server = ends.server;

    /** Both sides of a connection. */
    private record Ends(CountingLink toServer, PageConnection client, PageConnection server) implements AutoCloseable {
        static Ends connect() {
            Fd[] ends = LINUX.sockets().pair(Socket.AF_UNIX, Socket.SOCK_STREAM);
            Duration deadline = Duration.ofSeconds(20);
            CountingLink toServer = new CountingLink(new SocketLink(LINUX, ends[0], "the server", deadline));
            return new Ends(
                    toServer,
                    PageConnection.of(toServer, FrameStyle.WIDE),
                    PageConnection.accepted(new SocketLink(LINUX, ends[1], "the client", deadline)));
        }

        @Override
        public void close() {
            client.close();
            server.close();
        }
    }

    /** Counts what is sent. */
    private static final class CountingLink extends WrappedLink {
        private long written;

        CountingLink(Link link) {
            super(link);
        }

        @Override
        public void write(Block from) {
            written += from.size();
            super.write(from);
        }
    }

    @AfterEach
    void close() {
        ends.close();
    }

    @Test
    void whatComesOutIsWhatWentInAndLessIsSent() {
        byte[] content = content();
        CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> {
            assertTrue(CompressedStream.accepts(server, server.next().orElseThrow()));
            return receive();
        });
        CompressedStream.offer(client, FORM, Log.NONE);
        send(content);
        assertArrayEquals(content, received.join());
        assertTrue(toServer.written < SIZE * 2L / 3, toServer.written + " bytes were sent");
    }

    @Test
    void aServerThatKnowsNothingOfItGetsThePagesAsTheyAre() {
        byte[] content = content();
        CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> {
            assertEquals(PageCommand.PARENT, server.next().orElseThrow().command());
            server.writeInt(0);
            server.push();
            return receive();
        });
        CompressedStream.offer(client, FORM, Log.NONE);
        send(content);
        assertArrayEquals(content, received.join());
        assertTrue(toServer.written > SIZE);
    }

    @Test
    void anotherQuestionIsNoOffer() {
        client.write(Frame.of(PageCommand.PARENT, 0x4711_01));
        client.push();
        assertFalse(CompressedStream.accepts(server, server.next().orElseThrow()));
    }

    @Test
    void withoutCompressionNothingIsAsked() {
        CompressedStream.offer(client, PagesForm.PLAIN, Log.NONE);
        assertEquals(0, toServer.written);
    }

    @Test
    void aDamagedBlockNamesThePeer() {
        int[][] headers = {{0, 5}, {5, 0}, {1 << 30, 5}, {5, 1 << 30}, {-1, 5}, {5, 5}};
        for (int[] header : headers) {
            try (Ends damaged = Ends.connect();
                    Arena arena = new Arena()) {
                damaged.server.decompress();
                damaged.client.write(arena.allocate(13).putInt(0, header[0]).putInt(4, header[1]));
                damaged.client.push();
                PeerLost lost = assertThrows(PeerLost.class, damaged.server::next);
                String message = String.valueOf(lost.getMessage());
                assertTrue(message.startsWith("the client sent a block"), message);
            }
        }
    }

    @Test
    void anEndWithinABlockIsAnError() {
        try (Arena arena = new Arena()) {
            server.decompress();
            client.write(arena.allocate(5));
            client.close();
            assertThrows(PeerLost.class, server::next);
        }
    }

    private void send(byte[] content) {
        try (Arena arena = new Arena()) {
            client.write(FRAME);
            client.write(arena.allocate(SIZE).putBytes(0, content));
            client.write(Frame.of(PageCommand.CLOSE, 0));
            client.push();
        }
    }

    private byte[] receive() {
        assertEquals(Optional.of(FRAME), server.next());
        try (Arena arena = new Arena()) {
            Block into = arena.allocate(SIZE);
            server.read(into);
            assertEquals(Optional.of(Frame.of(PageCommand.CLOSE, 0)), server.next());
            return into.getBytes(0, SIZE);
        }
    }

    /** Half of it can be compressed. */
    private static byte[] content() {
        byte[] content = new byte[SIZE];
        byte[] noise = new byte[SIZE / 2];
        new Random(7).nextBytes(noise);
        System.arraycopy(noise, 0, content, 0, noise.length);
        return content;
    }
}
