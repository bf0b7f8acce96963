package dev.stasis.engine.pages;

import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.kernel.call.Block;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A store whose content is counted on its way, and flows no faster than a limit allows. It goes in pieces, so that the
 * listener hears of it while a large run is copied.
 */
public final class MeteredPageStore implements PageStore {
    private static final long PIECE = 16L << 20;

    private final PageStore store;
    private final ProgressListener listener;
    private final String phase;
    private final BandwidthLimit limit;
    private @Nullable ProgressMeter meter;

    /** @param phase what the listener is told, such as "copy pages" */
    public MeteredPageStore(PageStore store, ProgressListener listener, String phase, BandwidthLimit limit) {
        this.store = store;
        this.listener = listener;
        this.phase = phase;
        this.limit = limit;
    }

    @Override
    public void reserve(PageOwner owner, long bytes) throws IOException {
        store.reserve(owner, bytes);
    }

    @Override
    public void expect(long bytes) {
        meter().expect(bytes);
        store.expect(bytes);
    }

    @Override
    public PageSink open(PageOwner owner) throws IOException {
        return new MeteredSink(store.open(owner), meter());
    }

    /** Time counts from the first page on, not from when the store was opened. */
    private ProgressMeter meter() {
        ProgressMeter known = meter;
        if (known == null) {
            known = ProgressMeter.start(listener, phase, OptionalLong.empty());
            meter = known;
        }
        return known;
    }

    @Override
    public ParentPages parent(PageOwner owner) throws IOException {
        return store.parent(owner);
    }

    @Override
    public void finish() throws IOException {
        store.finish();
        over();
    }

    private void over() {
        if (meter != null) {
            meter.close();
        }
    }

    @Override
    public void close() throws IOException {
        over();
        store.close();
    }

    private final class MeteredSink implements PageSink {
        private final PageSink sink;
        private final ProgressMeter counted;

        MeteredSink(PageSink sink, ProgressMeter counted) {
            this.sink = sink;
            this.counted = counted;
        }

        @Override
        public void add(long start, long pages, int flags) throws IOException {
            sink.add(start, pages, flags);
        }

        @Override
        public Block room(long bytes) throws IOException {
            return sink.room(limit.portion(Math.min(bytes, PIECE)));
        }

        @Override
        public void filled(long bytes) throws IOException {
            sink.filled(bytes);
            counted.add(bytes);
            limit.await(bytes);
        }

        @Override
        public long storedPages() {
            return sink.storedPages();
        }

        @Override
        public void close() throws IOException {
            sink.close();
        }
    }
}
