package dev.stasis.engine.pages.lazy;

import static dev.stasis.image.pages.PageFlags.PAGE_SIZE;
import static dev.stasis.image.pages.PageFlags.PRESENT;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.wire.Frame;
import dev.stasis.engine.pages.wire.PageCommand;
import dev.stasis.engine.pages.wire.PageConnection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A host that has the pages. Several questions are under way at a time; how much depends on whether somebody waits. When the
 * link is lost and the host is a Stasis, what was under way is asked for again on the next link, whenever that comes; whoever
 * wants a page waits that long.
 */
final class RemoteSource implements PageSource {
    private static final long BUFFER = 1 << 20;
    /** What is under way at least, so that the line is not idle between question and answer. */
    private static final long SMALLEST_WINDOW = 256 << 10;

    private final Arrivals arrivals;
    private final Log log;
    private final SupplyLink supply;
    private final Runnable lossReport;
    private final ExpectedPages expected = new ExpectedPages();
    private final Arena arena = new Arena();
    private final Block buffer = arena.allocate(BUFFER);
    private final Reconnection reconnection;
    private final boolean withStasis;
    private @Nullable PageConnection connection;
    private ExpectedPages.@Nullable Range arriving;
    private long unread;
    private long buffered;
    private long lastSign = System.nanoTime();

    private RemoteSource(Arrivals arrivals, Log log, SupplyLink supply, PageConnection first, Runnable lossReport) {
        this.arrivals = arrivals;
        this.log = log;
        this.supply = supply;
        this.lossReport = lossReport;
        this.connection = first;
        this.withStasis = first.withStasis() && supply.repeatable();
        this.reconnection = new Reconnection(supply, log);
    }

    /** @param lossReport called when the link is lost: says what is missing */
    static RemoteSource connect(Arrivals arrivals, Log log, SupplyLink supply, Runnable lossReport) {
        PageConnection first = supply.first();
        log.info("lazy-pages: " + first.peer() + " has the pages"
                + (first.withStasis() ? ", a Stasis: if the link is lost it is made anew" : ""));
        return new RemoteSource(arrivals, log, supply, first, lossReport);
    }

    @Override
    public boolean takesMore(long bytes) {
        return connection != null && expected.bytes() <= Math.max(SMALLEST_WINDOW, bytes);
    }

    @Override
    public boolean expects(int pid, long address) {
        return expected.contains(pid, address);
    }

    @Override
    public void ask(LazyImage image, long address, long bytes) {
        PageConnection to = connection;
        if (to == null) {
            return;
        }
        try {
            if (expected.isEmpty()) {
                lastSign = System.nanoTime();
            }
            to.write(new Frame(PageCommand.GET, 0, bytes / PAGE_SIZE, address, image.pid()));
            to.push();
            expected.add(new ExpectedPages.Range(image.pid(), address, address + bytes));
        } catch (PeerLost failure) {
            lost(failure);
        }
    }

    @Override
    public Optional<Fd> socket() {
        return Optional.ofNullable(connection).map(link -> link.link().socket());
    }

    @Override
    public int dueMillis() {
        if (connection == null) {
            return Reconnection.LOOK_MILLIS;
        }
        if (expected.isEmpty() || supply.deadline().isZero()) {
            return -1;
        }
        long silent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastSign);
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, supply.deadline().toMillis() - silent));
    }

    @Override
    public void attend() {
        PageConnection from = connection;
        if (from == null) {
            reconnection.made().ifPresent(this::regained);
            return;
        }
        try {
            boolean something = false;
            while (from.link().buffered() || from.link().awaits(0)) {
                something = true;
                lastSign = System.nanoTime();
                if (!read(from)) {
                    break;
                }
            }
            if (!something && dueMillis() == 0) {
                throw new PeerLost(from.peer() + " answered nothing for "
                        + supply.deadline().toSeconds() + " s");
            }
        } catch (PeerLost failure) {
            lost(failure);
        }
    }

    /** Reads what comes next; false when pages were delivered, so that who waits is heard in between. */
    private boolean read(PageConnection from) {
        ExpectedPages.Range range = arriving;
        if (range == null) {
            begin(from);
            return true;
        }
        long got = from.link().read(buffer.slice(buffered, Math.min(unread, BUFFER - buffered)));
        if (got == 0) {
            throw new PeerLost(from.peer() + " closed the connection in the middle of pages");
        }
        buffered += got;
        unread -= got;
        if (unread > 0 && buffered < BUFFER) {
            return true;
        }
        long whole = buffered / PAGE_SIZE * PAGE_SIZE;
        arrivals.arrived(range.pid(), range.start(), buffer.slice(0, whole));
        buffered = 0;
        if (unread > 0) {
            arriving = new ExpectedPages.Range(range.pid(), range.start() + whole, range.end());
        } else {
            arriving = null;
            expected.removeFirst();
        }
        return false;
    }

    private void begin(PageConnection from) {
        Frame frame = from.next().orElseThrow(() -> new PeerLost(from.peer() + " closed the connection"));
        long bytes = frame.pages() > Frame.MOST_PAGES ? -1 : frame.pages() * PAGE_SIZE;
        ExpectedPages.Range asked = expected.first()
                .filter(range -> frame.command() == PageCommand.ADD_F
                        && (frame.flags() & PRESENT) != 0
                        && range.isAnsweredBy(frame, bytes))
                .orElseThrow(
                        () -> new PeerLost(from.peer() + " sent " + frame + ", which is no answer to what was asked"));
        arriving = new ExpectedPages.Range(asked.pid(), asked.start(), asked.start() + bytes);
        unread = bytes;
        buffered = 0;
    }

    private void lost(PeerLost why) {
        PageConnection gone = connection;
        connection = null;
        arriving = null;
        expected.clear();
        if (gone != null) {
            gone.close();
        }
        if (!withStasis) {
            throw why;
        }
        log.warn("lazy-pages: " + why.getMessage()
                + "; the restored tree waits where it lacks pages, and the link is made anew");
        lossReport.run();
        reconnection.start();
    }

    private void regained(PageConnection link) {
        log.info("lazy-pages: the link to " + link.peer() + " is there again");
        connection = link;
        lastSign = System.nanoTime();
    }

    @Override
    public void giveUp() {
        PageConnection to = connection;
        if (to != null && withStasis) {
            try {
                to.write(Frame.of(PageCommand.GIVE_UP, 0));
                to.push();
            } catch (PeerLost failure) {
                log.debug(String.valueOf(failure.getMessage()));
            }
        }
    }

    @Override
    public void finish() {
        long end = System.nanoTime() + supply.deadline().toNanos();
        while (!tryFinish()) {
            if (System.nanoTime() > end && !supply.deadline().isZero()) {
                throw new PeerLost("all pages are in their places, but the host that had them could not be told; see"
                        + " whether the dump there still holds the old tree, and end it");
            }
            connection = reconnection.await().orElse(null);
        }
    }

    /** Whether the source knows; what was asked for and is not wanted any more comes before its answer. */
    private boolean tryFinish() {
        PageConnection to = connection;
        if (to == null) {
            return false;
        }
        try {
            while (!expected.isEmpty()) {
                read(to);
            }
            to.write(Frame.of(PageCommand.CLOSE, 0));
            to.push();
            boolean known = to.readInt() == 0;
            to.link().finish();
            return known;
        } catch (PeerLost failure) {
            lost(failure);
            return false;
        }
    }

    @Override
    public void close() {
        reconnection.close();
        if (connection != null) {
            connection.close();
        }
        arena.close();
    }
}
