package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.StasisException;
import dev.stasis.engine.pages.wire.PageConnection;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a link that was lost anew, on a thread of its own, so that the restored tree is heard meanwhile. Tries again and again,
 * first soon and then every few seconds, until it succeeds or is closed.
 */
final class Reconnection implements AutoCloseable {
    /** How often to look whether it has succeeded. */
    static final int LOOK_MILLIS = 20;

    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 3000;

    private final SupplyLink supply;
    private final Log log;
    private final BlockingQueue<PageConnection> made = new ArrayBlockingQueue<>(1);
    private @Nullable Thread thread;
    private volatile boolean closed;

    Reconnection(SupplyLink supply, Log log) {
        this.supply = supply;
        this.log = log;
    }

    /** Requires: the last one has succeeded, or this is the first. */
    void start() {
        Thread trying = new Thread(this::run, "lazy-pages reconnection");
        trying.setDaemon(true);
        thread = trying;
        trying.start();
    }

    /** The new link, once. */
    Optional<PageConnection> made() {
        return Optional.ofNullable(made.poll());
    }

    /** Waits a while for the new link. */
    Optional<PageConnection> await() {
        try {
            return Optional.ofNullable(made.poll(1, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (!closed) {
            try {
                Thread.sleep(pause);
                PageConnection connection = supply.again();
                if (closed || !made.offer(connection)) {
                    connection.close();
                }
                return;
            } catch (InterruptedException interrupted) {
                return;
            } catch (StasisException refused) {
                log.debug("lazy-pages: " + refused.getMessage() + "; tries again");
                pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        Thread trying = thread;
        if (trying != null) {
            trying.interrupt();
            try {
                trying.join(TimeUnit.SECONDS.toMillis(10));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        made().ifPresent(PageConnection::close);
    }
}
