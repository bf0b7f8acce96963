package dev.stasis.engine.pages.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.PageOwner;
import dev.stasis.engine.pages.PageSink;
import dev.stasis.engine.pages.ParentPages;
import dev.stasis.engine.pages.wire.Frame;
import dev.stasis.engine.pages.wire.FrameStyle;
import dev.stasis.engine.pages.wire.Link;
import dev.stasis.engine.pages.wire.PageCommand;
import dev.stasis.engine.pages.wire.PageConnection;
import dev.stasis.engine.pages.wire.SocketLink;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageFlags;
import dev.stasis.image.proto.InventoryEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump's side against a server that writes down what it hears. */
class RemotePageStoreTest {
    private static final Linux LINUX = Linux.real();
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final PageOwner TASK = PageOwner.task(7);
    private static final int PAGE = PageFlags.PAGE_SIZE;

    @TempDir
    Path images;

    private final Fd[] ends = LINUX.sockets().pair(Socket.AF_UNIX, Socket.SOCK_STREAM);

    private RemotePageStore store(ImageSetWriter set, Optional<ImageDirectory> parent) {
        Link link = new SocketLink(LINUX, ends[0], "the server", DEADLINE);
        return new RemotePageStore(PageConnection.of(link, FrameStyle.WIDE), false, new SentPages(set, parent, true));
    }

    /** Answers until the connection ends; what was said, each run with the first byte of its pages. */
    private List<String> listen(int inParent, int status) {
        List<String> heard = new ArrayList<>();
        try (PageConnection connection =
                        PageConnection.of(new SocketLink(LINUX, ends[1], "the client", DEADLINE), FrameStyle.WIDE);
                Arena arena = new Arena()) {
            for (Optional<Frame> next = connection.next(); next.isPresent(); next = connection.next()) {
                Frame frame = next.get();
                StringBuilder line = new StringBuilder(frame.name());
                switch (frame.command()) {
                    case PageCommand.OPEN2 -> connection.writeByte(inParent);
                    case PageCommand.PARENT -> connection.writeInt(inParent);
                    case PageCommand.CLOSE -> connection.writeInt(status);
                    default -> {
                        line.append(' ').append(frame.flags()).append(' ').append(frame.address() / PAGE);
                        for (long i = 0; (frame.flags() & PageFlags.PRESENT) != 0 && i < frame.pages(); i++) {
                            var page = arena.allocate(PAGE);
                            connection.read(page);
                            line.append(' ').append(page.getByte(0));
                        }
                    }
                }
                connection.push();
                heard.add(line.toString());
            }
        }
        return heard;
    }

    private static void fill(PageSink sink, int pages, int firstValue) throws IOException {
        var room = sink.room((long) pages * PAGE);
        assertEquals((long) pages * PAGE, room.size());
        for (int i = 0; i < pages; i++) {
            room.slice((long) i * PAGE, PAGE).fill((byte) (firstValue + i));
        }
        sink.filled(room.size());
    }

    @Test
    void contentFollowsItsFrameHoweverManyRunsWereAnnounced() throws IOException {
        CompletableFuture<List<String>> server = CompletableFuture.supplyAsync(() -> listen(0, 0));
        try (ImageSetWriter set = ImageSetWriter.create(images)) {
            try (RemotePageStore store = store(set, Optional.empty())) {
                try (PageSink sink = store.open(TASK)) {
                    sink.add(0, 1, PageFlags.PARENT);
                    sink.add(PAGE, 2, PageFlags.PRESENT);
                    sink.add(10L * PAGE, 4, PageFlags.PARENT);
                    sink.add(20L * PAGE, 2, PageFlags.PRESENT | PageFlags.LAZY);
                    sink.add(30L * PAGE, 1, PageFlags.PARENT);
                    fill(sink, 1, 1);
                    fill(sink, 3, 2);
                    assertEquals(4, sink.storedPages());
                }
                store.finish();
            }
            set.commit(InventoryEntry.newBuilder().setImgVersion(2).build());
        }
        assertEquals(
                List.of("OPEN2", "ADD_F 1 0", "ADD_F 4 1 1 2", "ADD_F 1 10", "ADD_F 6 20 3 4", "ADD_F 1 30", "CLOSE"),
                server.join());
        assertTrue(ImageDirectory.at(images)
                .file(ImageType.REMOTE_PAGEMAP, 7)
                .toFile()
                .exists());
    }

    @Test
    void onlyWhatWasSentIsInTheParent() throws IOException {
        contentFollowsItsFrameHoweverManyRunsWereAnnounced();
        Fd[] next = LINUX.sockets().pair(Socket.AF_UNIX, Socket.SOCK_STREAM);
        System.arraycopy(next, 0, ends, 0, 2);
        CompletableFuture<List<String>> server = CompletableFuture.supplyAsync(() -> listen(1, 0));
        try (ImageSetWriter set = ImageSetWriter.create(images);
                RemotePageStore store = store(set, Optional.of(ImageDirectory.at(images)))) {
            List<String> pieces = new ArrayList<>();
            store.parent(TASK)
                    .cut(0, 6L * PAGE, (from, to, there) -> pieces.add(from / PAGE + "-" + to / PAGE + " " + there));
            assertEquals(List.of("0-3 true", "3-6 false"), pieces);
            assertSame(ParentPages.NONE, store.parent(PageOwner.task(8)));
        }
        assertEquals(List.of("PARENT"), server.join());
    }

    @Test
    void aServerThatCouldNotKeepThePagesIsAnError() throws IOException {
        CompletableFuture<List<String>> server = CompletableFuture.supplyAsync(() -> listen(0, 5));
        try (ImageSetWriter set = ImageSetWriter.create(images);
                RemotePageStore store = store(set, Optional.empty())) {
            PeerLost lost = assertThrows(PeerLost.class, store::finish);
            assertTrue(String.valueOf(lost.getMessage()).contains("the server could not keep the pages, status 5"));
        }
        assertEquals(List.of("CLOSE"), server.join());
    }
}
