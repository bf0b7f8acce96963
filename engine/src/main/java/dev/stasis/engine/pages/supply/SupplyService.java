package dev.stasis.engine.pages.supply;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.fd.Polling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Serves a lazy-pages daemon until it says that all pages are in their places. One of ours may lose the link and come back,
 * as often as need be; one of CRIU's that is lost has left its tree behind.
 */
public final class SupplyService implements AutoCloseable {
    private static final long PAGE = 4096;

    private final Linux linux;
    private final SupplyPorch porch;
    private final PageSupply supply;
    private final Log log;
    private @Nullable SupplyClient client;
    private boolean wasIdentified;

    public SupplyService(Linux linux, SupplyPorch porch, PageSupply supply, Log log) {
        this.linux = linux;
        this.porch = porch;
        this.supply = supply;
        this.log = log;
    }

    /**
     * Returns when the pages are not needed any more. Fails when nothing ran and nothing will, or, with CRIU as the client, when
     * the link is lost. Once a Stasis has said that its tree may run, only that one's word ends this.
     */
    public void run() throws IOException {
        SupplyClient.State state = SupplyClient.State.GOES_ON;
        while (state != SupplyClient.State.DONE) {
            awaitSomething();
            welcome();
            state = attend();
            switch (state) {
                case GIVEN_UP -> throw new PeerLost(peer() + " said that its restore failed; see its log");
                case LOST -> lost(peer() + " closed the connection before it had all pages");
                case DONE, GOES_ON -> {}
            }
        }
        log.info("page server: all pages are in their places, " + supply.sent() / PAGE + " were sent");
        porch.seeOff(client);
    }

    private void awaitSomething() {
        List<Fd> watched = new ArrayList<>();
        SupplyClient now = client;
        if (now != null) {
            if (now.connection().link().buffered()) {
                return;
            }
            watched.add(now.connection().link().socket());
        }
        porch.socket().ifPresent(watched::add);
        Polling.among(linux, watched, -1);
    }

    private void welcome() {
        SupplyClient before = client;
        porch.newcomer(before, supply).ifPresent(newcomer -> {
            if (before != null) {
                before.close();
            }
            client = newcomer;
        });
    }

    private SupplyClient.State attend() throws IOException {
        SupplyClient now = client;
        if (now == null || !now.connection().link().awaits(0)) {
            return SupplyClient.State.GOES_ON;
        }
        try {
            SupplyClient.State state = now.attend();
            wasIdentified |= now.identified();
            return state;
        } catch (PeerLost failure) {
            lost(String.valueOf(failure.getMessage()));
            return SupplyClient.State.GOES_ON;
        }
    }

    private void lost(String why) {
        SupplyClient gone = client;
        client = null;
        boolean harmless = gone == null || !gone.heard();
        if (gone != null) {
            gone.close();
        }
        if (!harmless && !wasIdentified) {
            throw new PeerLost(why + "; what of its memory had not arrived is lost to it");
        }
        log.warn("page server: " + why + "; "
                + (harmless ? "it had said nothing" : supply.sent() / PAGE + " pages were sent so far")
                + ", waits for the lazy-pages daemon at " + porch.name());
        porch.open();
    }

    private String peer() {
        SupplyClient now = client;
        return now == null ? "the lazy-pages daemon" : now.connection().peer();
    }

    @Override
    public void close() {
        SupplyClient now = client;
        client = null;
        if (now != null) {
            now.close();
        }
    }
}
