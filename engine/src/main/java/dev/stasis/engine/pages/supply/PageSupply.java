package dev.stasis.engine.pages.supply;

import static dev.stasis.image.pages.PageFlags.PAGE_SIZE;

import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.pages.BandwidthLimit;
import dev.stasis.engine.pages.MappedPages;
import dev.stasis.engine.pages.wire.Frame;
import dev.stasis.engine.pages.wire.PageCommand;
import dev.stasis.engine.pages.wire.PageConnection;
import dev.stasis.engine.pages.wire.SetNumber;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageSet;
import dev.stasis.image.ImageType;
import dev.stasis.image.pages.PageChain;
import dev.stasis.image.pages.PageFlags;
import dev.stasis.image.pages.PageSegment;
import dev.stasis.image.pages.Pagemap;
import dev.stasis.image.proto.PstreeEntry;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages that a tree had when it was dumped: those in its image set, and the others from its own memory. */
public final class PageSupply implements AutoCloseable {
    private static final long LARGEST_ANSWER = 16 << 20;

    private final Map<Integer, PageChain> chains;
    private final long number;
    private final MappedPages stored;
    private final Optional<HeldMemory> held;
    private final BandwidthLimit limit;
    private long sent;

    private PageSupply(
            Map<Integer, PageChain> chains,
            long number,
            MappedPages stored,
            Optional<HeldMemory> held,
            BandwidthLimit limit) {
        this.chains = chains;
        this.number = number;
        this.stored = stored;
        this.held = held;
        this.limit = limit;
    }

    /** Of a set that has all its pages. */
    static PageSupply stored(Linux linux, ImageDirectory set, BandwidthLimit limit) {
        return of(linux, set, Optional.empty(), limit);
    }

    /** Of a set whose lazy pages the processes have still. Requires: they stand still until this is closed. */
    public static PageSupply held(Linux linux, ImageDirectory set, BandwidthLimit limit) {
        return of(linux, set, Optional.of(new HeldMemory(linux)), limit);
    }

    private static PageSupply of(Linux linux, ImageDirectory set, Optional<HeldMemory> held, BandwidthLimit limit) {
        Map<Integer, PageChain> chains = new HashMap<>();
        for (PstreeEntry entry : ImageSet.open(set.path()).all(ImageType.PSTREE)) {
            chains.put(entry.getPid(), PageChain.open(set, ImageType.PAGEMAP, entry.getPid()));
        }
        return new PageSupply(chains, SetNumber.of(set), new MappedPages(linux), held, limit);
    }

    /** The set's. */
    long number() {
        return number;
    }

    /** Bytes that were sent, those counted twice that were asked for twice. */
    long sent() {
        return sent;
    }

    /** Bytes that may be asked for, by pid. */
    Map<Integer, Long> lazyBytes() {
        Map<Integer, Long> lazy = new HashMap<>();
        chains.forEach((pid, chain) -> {
            for (Pagemap map : chain.levels().stream().limit(1).toList()) {
                lazy.put(pid, map.countPages(PageFlags.LAZY) * PAGE_SIZE);
            }
        });
        return lazy;
    }

    /**
     * Pages from an address on.
     *
     * @param pages how many are wanted: any number that a peer may send
     * @return as many as come at once; empty if there is none at the address
     */
    Optional<PageSegment> find(long pid, long address, long pages) {
        PageChain chain = pid == (int) pid ? chains.get((int) pid) : null;
        boolean sound = address >= 0 && address % PAGE_SIZE == 0 && pages > 0;
        if (chain == null || !sound) {
            return Optional.empty();
        }
        long most = Math.min(pages, limit.portion(LARGEST_ANSWER) / PAGE_SIZE) * PAGE_SIZE;
        List<PageSegment> segments = chain.locate(address, address + most);
        return segments.stream()
                .limit(1)
                .filter(first -> first.address() == address && (first.isStored() || held.isPresent()))
                .map(this::portion)
                .findFirst();
    }

    private PageSegment portion(PageSegment segment) {
        long pages =
                segment.isStored() ? Math.min(segment.pages(), stored.portion(segment) / PAGE_SIZE) : segment.pages();
        return new PageSegment(segment.address(), pages, segment.lazy(), segment.pagesFile(), segment.offset());
    }

    /** Sends what {@link #find} found as the answer to a {@link PageCommand#GET}. */
    void send(PageConnection client, int pid, PageSegment segment) throws IOException {
        client.write(new Frame(PageCommand.ADD_F, PageFlags.PRESENT, segment.pages(), segment.address(), pid));
        if (segment.isStored()) {
            client.write(stored.content(pid, segment));
        } else if (held.isPresent()) {
            held.get().copy(pid, segment.address(), segment.end(), client);
        }
        client.push();
        sent += segment.length();
        limit.await(segment.length());
    }

    @Override
    public void close() {
        held.ifPresent(HeldMemory::close);
        stored.close();
    }
}
