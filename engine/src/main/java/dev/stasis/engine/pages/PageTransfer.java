package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.trace.StubSite;
import dev.stasis.image.pages.PageFlags;
import java.io.IOException;

/** Writes what a {@link PagePlan} says into a sink. */
final class PageTransfer {
    private static final long PAGE = PageFlags.PAGE_SIZE;

    private final PageSink sink;
    private final PageCopy copy;
    private final HeldPages held;

    private PageTransfer(PageSink sink, PageCopy copy, HeldPages held) {
        this.sink = sink;
        this.copy = copy;
        this.held = held;
    }

    /**
     * Writes.
     *
     * @param source pid of the process whose memory is read: that of the plan, or a copy of it
     * @param lost what becomes of pages that are not there any more
     * @param held of the plan, which are not read again
     */
    static void write(Linux linux, PagePlan plan, PageSink sink, int source, LostPages lost, HeldPages held)
            throws IOException {
        try (PageCopy copy = new PageCopy(linux, source, sink, lost)) {
            PageTransfer transfer = new PageTransfer(sink, copy, held);
            for (PagePlan.Run run : plan.runs()) {
                transfer.write(run);
            }
            copy.finish();
        }
    }

    private void write(PagePlan.Run run) throws IOException {
        sink.add(run.start(), run.pages(), run.flags());
        if (!run.stored()) {
            return;
        }
        if (held.holds(run)) {
            copy.finish();
            held.give(run, sink);
        } else if (run.vdso()) {
            writeVdso(run);
        } else if (run.readable()) {
            copy.add(run.start(), run.end());
        } else {
            copy.addUnreadable(run.start(), run.end());
        }
    }

    /** Readers compare it with their own: without the code that we have put at its end, which is shorter than a page. */
    private void writeVdso(PagePlan.Run run) throws IOException {
        copy.add(run.start(), run.end() - PAGE);
        copy.finish();
        Block last = sink.room(PAGE);
        copy.read(last, run.end() - PAGE);
        long stub = StubSite.bytesAtEndOfVdso();
        last.slice(PAGE - stub, stub).fill((byte) 0);
        sink.filled(PAGE);
    }
}
