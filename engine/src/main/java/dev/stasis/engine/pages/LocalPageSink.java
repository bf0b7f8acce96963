package dev.stasis.engine.pages;

import dev.stasis.engine.kernel.call.Block;
import dev.stasis.image.pages.PagemapWriter;
import java.io.IOException;

/** A pagemap and its pages file under construction. */
final class LocalPageSink implements PageSink {
    private final PagemapWriter map;
    private final PagesOutput file;

    LocalPageSink(PagemapWriter map, PagesOutput file) {
        this.map = map;
        this.file = file;
    }

    @Override
    public void add(long start, long pages, int flags) throws IOException {
        map.add(start, pages, flags);
    }

    @Override
    public Block room(long bytes) {
        return file.room(bytes);
    }

    @Override
    public void filled(long bytes) {
        file.filled(bytes);
    }

    @Override
    public long storedPages() {
        return map.storedPages();
    }

    @Override
    public void close() throws IOException {
        try (file) {
            map.close();
        }
    }
}
