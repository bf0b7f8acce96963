package dev.stasis.engine.pages.remote;

import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.pages.PageSink;
import dev.stasis.engine.pages.wire.Frame;
import dev.stasis.engine.pages.wire.PageCommand;
import dev.stasis.engine.pages.wire.PageConnection;
import dev.stasis.image.pages.PageFlags;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/** Sends the pages of one owner. A frame goes out with the first byte of its content, for nothing may come between them. */
final class RemotePageSink implements PageSink {
    /**
     * No write goes across a multiple of this in a run. CRIU's server puts TLS records, which begin with each write, whole into
     * a pipe of this size, and waits for ever when one does not fit.
     */
    private static final long PIPE = 64 << 10;

    private final PageConnection connection;
    private final long owner;
    private final Block buffer;
    private final SentPages.Sent record;
    private final Queue<Frame> announced = new ArrayDeque<>();
    private long bytesOfFirst;
    private long stored;

    /** @param buffer what {@link #room} gives out */
    RemotePageSink(PageConnection connection, long owner, Block buffer, SentPages.Sent record) {
        this.connection = connection;
        this.owner = owner;
        this.buffer = buffer;
        this.record = record;
    }

    @Override
    public void add(long start, long pages, int flags) throws IOException {
        record.add(start, pages);
        for (long done = 0; done < pages; done += Frame.MOST_PAGES) {
            announced.add(new Frame(
                    PageCommand.ADD_F,
                    flags,
                    Math.min(Frame.MOST_PAGES, pages - done),
                    start + done * PageFlags.PAGE_SIZE,
                    owner));
        }
        stored += (flags & PageFlags.PRESENT) != 0 ? pages : 0;
        sendThoseWithoutContent();
    }

    @Override
    public Block room(long bytes) {
        return buffer.slice(0, Math.min(bytes, buffer.size()));
    }

    @Override
    public void filled(long bytes) {
        long sent = 0;
        while (sent < bytes) {
            Frame first = announced.element();
            if (bytesOfFirst == 0) {
                connection.write(first);
            }
            long left = first.pages() * PageFlags.PAGE_SIZE - bytesOfFirst;
            long part = Math.min(Math.min(bytes - sent, left), PIPE - bytesOfFirst % PIPE);
            connection.write(buffer.slice(sent, part));
            sent += part;
            bytesOfFirst += part;
            if (bytesOfFirst == first.pages() * PageFlags.PAGE_SIZE) {
                bytesOfFirst = 0;
                announced.remove();
                sendThoseWithoutContent();
            }
        }
    }

    private void sendThoseWithoutContent() {
        while (!announced.isEmpty() && (announced.element().flags() & PageFlags.PRESENT) == 0) {
            connection.write(announced.remove());
        }
    }

    @Override
    public long storedPages() {
        return stored;
    }

    @Override
    public void close() throws IOException {
        record.close();
    }
}
