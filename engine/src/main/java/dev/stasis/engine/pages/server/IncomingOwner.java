package dev.stasis.engine.pages.server;

import static dev.stasis.image.pages.PageFlags.PAGE_SIZE;

import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.pages.PageOwner;
import dev.stasis.engine.pages.PageSink;
import dev.stasis.engine.pages.ParentPages;
import dev.stasis.engine.pages.wire.PageConnection;
import dev.stasis.image.pages.PageFlags;
import java.io.IOException;

/** The owner whose pages are coming in. What the peer says of them is checked before anything of it is kept. */
final class IncomingOwner implements AutoCloseable {
    /** User addresses are shorter by far. */
    private static final long END_OF_ADDRESSES = 1L << 57;
    /** Room that is made at once, so that a number costs no more than what really comes. */
    private static final long PIECE = 16L << 20;

    private final PageOwner owner;
    private final PageSink sink;
    private final ParentPages parent;
    private long end;

    IncomingOwner(PageOwner owner, PageSink sink, ParentPages parent) {
        this.owner = owner;
        this.sink = sink;
        this.parent = parent;
    }

    PageOwner owner() {
        return owner;
    }

    /** Takes a run, and its content from the connection. */
    void add(PageConnection from, long start, long pages, int flags) throws IOException {
        String fault = fault(start, pages, flags);
        if (!fault.isEmpty()) {
            throw new PeerLost(from.peer() + " is wrong about " + owner + ": a run of " + Long.toUnsignedString(pages)
                    + " pages at 0x" + Long.toHexString(start) + " " + fault + "; nothing of the transfer was kept");
        }
        end = start + pages * PAGE_SIZE;
        sink.add(start, pages, flags);
        if ((flags & PageFlags.PRESENT) != 0) {
            receive(from, pages * PAGE_SIZE);
        }
    }

    private String fault(long start, long pages, int flags) {
        if (start < 0 || start >= END_OF_ADDRESSES || start % PAGE_SIZE != 0) {
            return "begins at no address of a page";
        }
        if (pages <= 0 || pages > (END_OF_ADDRESSES - start) / PAGE_SIZE) {
            return "has no possible length";
        }
        if (start < end) {
            return "begins before the end of the one before, 0x" + Long.toHexString(end);
        }
        String flagFault = PageFlags.fault(flags);
        if (!flagFault.isEmpty()) {
            return "has a flag word that " + flagFault;
        }
        return (flags & PageFlags.PARENT) != 0 && !isInParent(start, start + pages * PAGE_SIZE)
                ? "is said to be in the parent set, which has not all of it"
                : "";
    }

    private boolean isInParent(long start, long to) {
        boolean[] all = {true};
        parent.cut(start, to, (from, until, inParent) -> all[0] &= inParent);
        return all[0];
    }

    private void receive(PageConnection from, long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            Block room = sink.room(Math.min(left, PIECE));
            from.read(room);
            sink.filled(room.size());
            left -= room.size();
        }
    }

    /** How many pages have their content here. */
    long storedPages() {
        return sink.storedPages();
    }

    @Override
    public void close() throws IOException {
        sink.close();
    }
}
