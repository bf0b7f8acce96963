package dev.stasis.engine.pages.remote;

import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.pages.PageOwner;
import dev.stasis.engine.pages.PageSink;
import dev.stasis.engine.pages.PageStore;
import dev.stasis.engine.pages.ParentPages;
import dev.stasis.engine.pages.wire.Frame;
import dev.stasis.engine.pages.wire.OwnerNumber;
import dev.stasis.engine.pages.wire.PageCommand;
import dev.stasis.engine.pages.wire.PageConnection;
import java.io.IOException;

/** Sends pages to a page server. Nothing of them is kept here but, for a later dump, the {@link SentPages}. */
public final class RemotePageStore implements PageStore {
    /** What is copied from the process at a time: it should still be in the processor's cache when it is sent. */
    private static final long BUFFER = 256L << 10;

    private final PageConnection connection;
    private final int lastWord;
    private final SentPages sent;
    private final Arena arena = new Arena();
    private final Block buffer = arena.allocate(BUFFER);

    /**
     * @param connection is owned from now on
     * @param inherited its socket was made by somebody else, who may go on using it
     */
    public RemotePageStore(PageConnection connection, boolean inherited, SentPages sent) {
        this.connection = connection;
        this.lastWord = inherited ? PageCommand.FORCE_CLOSE : PageCommand.CLOSE;
        this.sent = sent;
    }

    /** The server makes room as the pages come. */
    @Override
    public void reserve(PageOwner owner, long bytes) {}

    @Override
    public PageSink open(PageOwner owner) throws IOException {
        ask(PageCommand.OPEN2, owner);
        connection.readByte();
        return new RemotePageSink(connection, OwnerNumber.of(owner), buffer, sent.record(owner));
    }

    /** What the parent set's own dump sent, if the server has it. */
    @Override
    public ParentPages parent(PageOwner owner) {
        ParentPages known = sent.inParent(owner);
        if (known == ParentPages.NONE) {
            return known;
        }
        ask(PageCommand.PARENT, owner);
        return connection.readInt() != 0 ? known : ParentPages.NONE;
    }

    private void ask(int command, PageOwner owner) {
        connection.write(Frame.of(command, OwnerNumber.of(owner)));
        connection.push();
    }

    @Override
    public void finish() {
        connection.write(Frame.of(lastWord, 0));
        connection.push();
        int status = connection.readInt();
        if (status != 0) {
            throw new PeerLost(
                    connection.peer() + " could not keep the pages, status " + status + "; see its log and dump again");
        }
        if (lastWord == PageCommand.CLOSE) {
            connection.link().finish();
        }
    }

    @Override
    public void close() {
        connection.close();
        arena.close();
    }
}
