package dev.stasis.engine.pages.server;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.pages.PageOwner;
import dev.stasis.engine.pages.PageStore;
import dev.stasis.engine.pages.ParentPages;
import dev.stasis.engine.pages.wire.CompressedStream;
import dev.stasis.engine.pages.wire.Frame;
import dev.stasis.engine.pages.wire.OwnerNumber;
import dev.stasis.engine.pages.wire.PageCommand;
import dev.stasis.engine.pages.wire.PageConnection;
import dev.stasis.image.pages.PageFlags;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes one dump's pages from a connection into a store, frame by frame, until the peer says that this was all. */
final class PageReceiver implements AutoCloseable {
    private final PageConnection connection;
    private final PageStore store;
    private final Log log;
    private final Set<PageOwner> known = new HashSet<>();
    private @Nullable IncomingOwner current;
    private long pages;

    PageReceiver(PageConnection connection, PageStore store, Log log) {
        this.connection = connection;
        this.store = store;
        this.log = log;
    }

    /** When this returns the pages are safe and the peer has been told. */
    void run() throws IOException {
        while (true) {
            Frame frame = connection.next().orElseThrow(this::unfinished);
            log.debug("page server: " + frame);
            if (frame.command() == PageCommand.CLOSE || frame.command() == PageCommand.FORCE_CLOSE) {
                finish(frame);
                return;
            }
            if (!CompressedStream.accepts(connection, frame)) {
                take(frame);
            }
        }
    }

    private void take(Frame frame) throws IOException {
        switch (frame.command()) {
            case PageCommand.OPEN -> begin(owner(frame));
            case PageCommand.OPEN2 -> {
                boolean inParent = begin(owner(frame)) != ParentPages.NONE;
                connection.writeByte(inParent ? 1 : 0);
                connection.push();
            }
            case PageCommand.PARENT -> {
                connection.writeInt(store.parent(owner(frame)) != ParentPages.NONE ? 1 : 0);
                connection.push();
            }
            case PageCommand.ADD -> add(frame, PageFlags.PRESENT);
            case PageCommand.HOLE -> add(frame, PageFlags.PARENT);
            case PageCommand.ADD_F -> add(frame, frame.flags());
            case PageCommand.TLS_HELLO ->
                throw lie("begins a TLS handshake, but this side has no --tls; give it to both sides, or to none");
            default ->
                throw lie("sent " + frame.name() + ", which is nothing that a dump says; if it is a CRIU of another "
                        + "version, give it the frames that it expects");
        }
    }

    private void add(Frame frame, int flags) throws IOException {
        PageOwner owner = owner(frame);
        if (current == null || !current.owner().equals(owner)) {
            log.warn("page server: " + connection.peer() + " sends pages of " + owner + " without opening it first");
            begin(owner);
        }
        if (current != null) {
            current.add(connection, frame.address(), frame.pages(), flags);
        }
    }

    private PageOwner owner(Frame frame) {
        return OwnerNumber.parse(frame.owner())
                .orElseThrow(() -> lie("sent " + frame.name() + " with the owner 0x" + Long.toHexString(frame.owner())
                        + ", which is neither a task nor a shared memory"));
    }

    private ParentPages begin(PageOwner owner) throws IOException {
        end();
        if (!known.add(owner)) {
            throw lie("sent the pages of " + owner + " a second time");
        }
        ParentPages parent = store.parent(owner);
        current = new IncomingOwner(owner, store.open(owner), parent);
        return parent;
    }

    private void end() throws IOException {
        IncomingOwner done = current;
        if (done != null) {
            current = null;
            pages += done.storedPages();
            done.close();
        }
    }

    private void finish(Frame frame) throws IOException {
        if (frame.flags() != 0) {
            throw lie("sent " + frame.name() + " with flags");
        }
        end();
        store.finish();
        log.info("page server: " + pages + " pages of " + known.size() + " owners are in place");
        connection.writeInt(0);
        connection.push();
    }

    private PeerLost lie(String what) {
        return new PeerLost(connection.peer() + " " + what + "; nothing of the transfer was kept");
    }

    private PeerLost unfinished() {
        return new PeerLost(connection.peer() + " closed the connection before it said that all pages were sent; "
                + "nothing was kept: dump again");
    }

    /** After an error: what is open goes. */
    @Override
    public void close() throws IOException {
        Optional<IncomingOwner> left = Optional.ofNullable(current);
        current = null;
        if (left.isPresent()) {
            left.get().close();
        }
    }
}
