package dev.stasis.engine.pages.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.api.error.StasisException;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.api.request.PageFrames;
import dev.stasis.engine.api.request.PageOutput;
import dev.stasis.engine.api.request.PageServer;
import dev.stasis.engine.api.request.Serving;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.wire.Frame;
import dev.stasis.engine.pages.wire.FrameStyle;
import dev.stasis.engine.pages.wire.PageCommand;
import dev.stasis.engine.pages.wire.PageConnection;
import dev.stasis.engine.pages.wire.SocketLink;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageFlags;
import dev.stasis.image.pages.Pagemap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client over a socket pair that says what it likes. */
class PageServerSessionTest {
    private static final Linux LINUX = Linux.real();
    private static final long TASK = 7 << 8 | 1;
    private static final int PAGE = PageFlags.PAGE_SIZE;

    @TempDir
    Path images;

    /** Serves while the client talks, and returns when both are done. */
    private void serve(FrameStyle style, Duration deadline, Consumer<PageConnection> client) {
        Fd[] ends = LINUX.sockets().pair(Socket.AF_UNIX, Socket.SOCK_STREAM);
        PageEndpoint endpoint = new PageEndpoint(
                Optional.empty(), 0, OptionalInt.of(ends[0].release()), Optional.empty(), PageFrames.AUTO, deadline);
        PageServer request = new PageServer(
                ImageDirs.of(images),
                endpoint,
                new Serving(false, Optional.empty(), OptionalInt.empty(), List.of()),
                false,
                false,
                PageOutput.DEFAULT);
        CompletableFuture<?> server = CompletableFuture.runAsync(
                () -> new PageServerSession(LINUX, request, Log.NONE, ProgressListener.SILENT).run());
        try (PageConnection connection =
                PageConnection.of(new SocketLink(LINUX, ends[1], "the server", Duration.ofSeconds(60)), style)) {
            client.accept(connection);
            join(server);
        }
    }

    private static void join(CompletableFuture<?> server) {
        try {
            server.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof StasisException known) {
                throw known;
            }
            throw failed;
        }
    }

    private PeerLost refused(Consumer<PageConnection> client) {
        PeerLost lost = assertThrows(PeerLost.class, () -> serve(FrameStyle.WIDE, Duration.ofSeconds(30), client));
        assertEquals(List.of(), left());
        assertTrue(String.valueOf(lost.getMessage()).contains("the client at"), lost::getMessage);
        return lost;
    }

    private List<Path> left() {
        try (Stream<Path> files = Files.list(images)) {
            return files.toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Frame add(long pages, long address, int flags) {
        return new Frame(PageCommand.ADD_F, flags, pages, address, TASK);
    }

    private static void pages(PageConnection connection, int count, int value) {
        try (Arena arena = new Arena()) {
            connection.write(arena.allocate((long) count * PAGE).fill((byte) value));
        }
    }

    private static void close(PageConnection connection) {
        connection.write(Frame.of(PageCommand.FORCE_CLOSE, 0));
        connection.push();
        assertEquals(0, connection.readInt());
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatItIsSent(FrameStyle style) throws IOException {
        serve(style, Duration.ofSeconds(30), client -> {
            client.write(Frame.of(PageCommand.PARENT, TASK));
            client.push();
            assertEquals(0, client.readInt());
            client.write(Frame.of(PageCommand.OPEN2, TASK));
            client.push();
            assertEquals(0, client.readByte());
            client.write(add(2, 0x10000, PageFlags.PRESENT));
            pages(client, 2, 5);
            client.write(add(3, 0x20000, PageFlags.LAZY));
            client.write(new Frame(PageCommand.ADD, 0, 1, 0x30000, TASK));
            pages(client, 1, 6);
            close(client);
        });
        Pagemap map =
                Pagemap.find(ImageDirectory.at(images), ImageType.PAGEMAP, 7).orElseThrow();
        assertEquals(3, map.size());
        assertEquals(0x10001, map.pagesId());
        byte[] content = new byte[3 * PAGE];
        Arrays.fill(content, 0, 2 * PAGE, (byte) 5);
        Arrays.fill(content, 2 * PAGE, 3 * PAGE, (byte) 6);
        assertArrayEquals(content, Files.readAllBytes(map.pagesFile()));
    }

    @Test
    void aNumberOfPagesCostsNothingBeforeTheyCome() {
        refused(client -> {
            client.write(add(1L << 44, 0x10000, PageFlags.PRESENT));
            pages(client, 1, 1);
            client.push();
            client.link().finish();
        });
    }

    @Test
    void impossibleRunsAreRefused() {
        for (Frame lie : List.of(
                add(0, 0x10000, PageFlags.PRESENT),
                add(-1, 0x10000, PageFlags.PRESENT),
                add(1L << 60, 0x10000, PageFlags.PRESENT),
                add(1, 0x10001, PageFlags.PRESENT),
                add(1, -0x1000, PageFlags.PRESENT),
                add(1, 0x10000, 0),
                add(1, 0x10000, 0x4000),
                add(1, 0x10000, PageFlags.PARENT),
                Frame.of(0x777, TASK),
                Frame.of(PageCommand.OPEN2, 0x799),
                new Frame(PageCommand.GET, 0, 1, 0x10000, 7))) {
            refused(client -> {
                client.write(lie);
                client.push();
                client.link().finish();
            });
        }
    }

    @Test
    void runsThatGoBackAreRefused() {
        refused(client -> {
            client.write(add(2, 0x10000, PageFlags.PRESENT));
            pages(client, 2, 1);
            client.write(add(1, 0x11000, PageFlags.PRESENT));
            client.push();
            client.link().finish();
        });
    }

    @Test
    void anOwnerComesOnce() {
        refused(client -> {
            client.write(Frame.of(PageCommand.OPEN, TASK));
            client.write(Frame.of(PageCommand.OPEN, TASK + 0x100));
            client.write(Frame.of(PageCommand.OPEN, TASK));
            client.push();
            client.link().finish();
        });
    }

    @Test
    void aConnectionThatEndsEarlyLeavesNothing() {
        refused(client -> {
            client.write(add(2, 0x10000, PageFlags.PRESENT));
            pages(client, 1, 1);
            client.push();
            client.link().finish();
        });
        refused(client -> {
            client.write(add(2, 0x10000, PageFlags.PRESENT));
            pages(client, 2, 1);
            client.push();
            client.link().finish();
        });
    }

    @Test
    void aClientThatStallsIsGivenUp() {
        PeerLost lost = assertThrows(
                PeerLost.class,
                () -> serve(FrameStyle.NARROW, Duration.ofMillis(100), client -> {
                    client.write(add(2, 0x10000, PageFlags.PRESENT));
                    client.push();
                }));
        assertTrue(String.valueOf(lost.getMessage()).contains("gave up on the client"), lost::getMessage);
        assertEquals(List.of(), left());
    }

    @Test
    void aTlsHandshakeIsToldFromACommand() {
        PeerLost lost = refused(client -> {
            try (Arena arena = new Arena()) {
                client.write(arena.allocate(64).putInt(0, 0x02010316));
            }
            client.push();
            client.link().finish();
        });
        assertTrue(String.valueOf(lost.getMessage()).contains("--tls"), lost::getMessage);
    }
}
