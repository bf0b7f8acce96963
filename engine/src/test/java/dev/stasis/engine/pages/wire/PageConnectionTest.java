package dev.stasis.engine.pages.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageConnectionTest {
    private static final Linux LINUX = Linux.real();
    private static final List<Frame> FRAMES = List.of(
            Frame.of(PageCommand.OPEN2, 0x4711_01),
            new Frame(PageCommand.ADD_F, 6, 3, 0x7fff_1234_5000L, 0x4711_01),
            new Frame(PageCommand.ADD_F, 1, Frame.MOST_PAGES, 0x1000, 0x4711_01),
            new Frame(PageCommand.GET, 0, 1, 0x40_0000, 4711),
            Frame.of(PageCommand.CLOSE, 0));

    private static Link[] pair(Duration deadline) {
        Fd[] ends = LINUX.sockets().pair(Socket.AF_UNIX, Socket.SOCK_STREAM);
        return new Link[] {
            new SocketLink(LINUX, ends[0], "the server", deadline),
            new SocketLink(LINUX, ends[1], "the client", deadline)
        };
    }

    @ParameterizedTest
    @EnumSource
    void aServerKnowsTheStyleByWhateverFrameComesFirst(FrameStyle style) {
        for (Frame first : FRAMES) {
            Link[] pair = pair(Duration.ofSeconds(10));
            try (PageConnection client = PageConnection.of(pair[0], style);
                    PageConnection server = PageConnection.accepted(pair[1])) {
                client.write(first);
                client.push();
                assertEquals(Optional.of(first), server.next());
                assertEquals(Optional.of(style), server.style());
                for (Frame frame : FRAMES) {
                    client.write(frame);
                    assertEquals(Optional.of(frame), server.next());
                }
            }
        }
    }

    @Test
    void twoStasisKnowEachOtherByTheAnswerToTheProbe() {
        Link[] pair = pair(Duration.ofSeconds(20));
        CompletableFuture<Boolean> answered = CompletableFuture.supplyAsync(() -> {
            PageConnection server = PageConnection.accepted(pair[1]);
            return server.answersProbe(server.next().orElseThrow())
                    && server.style().equals(Optional.of(FrameStyle.WIDE))
                    && server.next().equals(Optional.of(Frame.of(PageCommand.IDENTIFY, 4711)));
        });
        try (PageConnection client = PageConnection.probing(pair[0])) {
            assertTrue(client.withStasis());
            assertEquals(Optional.of(FrameStyle.WIDE), client.style());
            client.write(Frame.of(PageCommand.IDENTIFY, 4711));
            client.push();
            assertTrue(answered.join());
        }
        pair[1].close();
    }

    @ParameterizedTest
    @EnumSource
    void aClientFindsOutTheStyleByAsking(FrameStyle style) {
        Link[] pair = pair(Duration.ofSeconds(20));
        CompletableFuture<Frame> asked = CompletableFuture.supplyAsync(() -> {
            PageConnection server = PageConnection.of(pair[1], style);
            Frame frame = server.next().orElseThrow();
            server.writeInt(0);
            server.push();
            return frame;
        });
        try (PageConnection client = PageConnection.probing(pair[0])) {
            assertEquals(Optional.of(style), client.style());
            assertEquals(PageCommand.PARENT, asked.join().command());
            assertEquals(0x101, asked.join().owner());
        }
        pair[1].close();
    }

    @Test
    void anEndBetweenFramesIsNoError() {
        Link[] pair = pair(Duration.ofSeconds(10));
        try (PageConnection server = PageConnection.accepted(pair[1])) {
            pair[0].close();
            assertEquals(Optional.empty(), server.next());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEndWithinAFrameNamesThePeer(FrameStyle style) {
        for (int cut = 1; cut < style.bytes(); cut++) {
            Link[] pair = pair(Duration.ofSeconds(10));
            try (PageConnection server = PageConnection.of(pair[1], style);
                    Arena arena = new Arena()) {
                Block frame = arena.allocate(style.bytes());
                style.encode(FRAMES.get(1), frame);
                pair[0].write(frame.slice(0, cut));
                pair[0].close();
                PeerLost lost = assertThrows(PeerLost.class, server::next);
                assertTrue(String.valueOf(lost.getMessage()).contains("the client"));
            }
        }
    }

    @Test
    void aPeerThatStallsIsGivenUp() {
        Link[] pair = pair(Duration.ofMillis(50));
        try (PageConnection server = PageConnection.accepted(pair[1]);
                Link client = pair[0];
                Arena arena = new Arena()) {
            PeerLost silent = assertThrows(PeerLost.class, server::next);
            assertTrue(String.valueOf(silent.getMessage()).contains("the client, which sent nothing"));
            Block much = arena.allocate(16L << 20);
            PeerLost full = assertThrows(PeerLost.class, () -> client.write(much));
            assertTrue(String.valueOf(full.getMessage()).contains("the server, which took nothing"));
        }
    }

    @Test
    void aServerOnPortZeroTellsWhichItGot() {
        try (PageListener listener = PageListener.on(LINUX, Optional.empty(), 0)) {
            assertTrue(listener.port() > 0);
            for (String host : List.of("127.0.0.1", "localhost")) {
                try (Fd client = PageSockets.connect(LINUX, host, listener.port(), Duration.ofSeconds(10));
                        Fd server = listener.accept()) {
                    assertEquals("127.0.0.1:" + listener.port(), PageSockets.peerName(LINUX, client));
                    assertTrue(PageSockets.peerName(LINUX, server).startsWith("127.0.0.1:"));
                }
            }
        }
    }

    @Test
    void aRefusedConnectionSaysWhere() {
        PeerLost lost =
                assertThrows(PeerLost.class, () -> PageSockets.connect(LINUX, "127.0.0.1", 1, Duration.ofSeconds(10)));
        assertTrue(String.valueOf(lost.getMessage()).contains("127.0.0.1 port 1"));
    }
}
