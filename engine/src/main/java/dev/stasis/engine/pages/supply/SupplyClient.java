package dev.stasis.engine.pages.supply;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.pages.wire.Frame;
import dev.stasis.engine.pages.wire.PageCommand;
import dev.stasis.engine.pages.wire.PageConnection;
import dev.stasis.engine.pages.wire.SetNumber;
import dev.stasis.image.pages.PageSegment;
import java.io.IOException;
import java.util.Optional;

/** One connection of a lazy-pages daemon: CRIU's, which only asks and closes, or ours, which says more. */
final class SupplyClient implements AutoCloseable {
    private static final int SAME = 0;
    private static final int ANOTHER = 1;

    private final PageConnection connection;
    private final PageSupply supply;
    private final Log log;
    private boolean heard;
    private boolean ours;
    private boolean identified;

    /** How things stand after a frame. */
    enum State {
        GOES_ON,
        /** All pages are in their places. */
        DONE,
        /** The restore failed before anything ran. */
        GIVEN_UP,
        /** The link is gone. */
        LOST
    }

    SupplyClient(PageConnection connection, PageSupply supply, Log log) {
        this.connection = connection;
        this.supply = supply;
        this.log = log;
    }

    PageConnection connection() {
        return connection;
    }

    /** Whether it has said anything. */
    boolean heard() {
        return heard;
    }

    /** Whether it is a Stasis that restores from the same image set: it comes back when the link is lost. */
    boolean identified() {
        return identified;
    }

    /** Answers the next frame. Requires: something can be read. */
    State attend() throws IOException {
        Optional<Frame> next = connection.next();
        if (next.isEmpty()) {
            return State.LOST;
        }
        Frame frame = next.get();
        log.debug("page server: " + frame);
        if (!heard) {
            heard = true;
            ours = connection.answersProbe(frame);
            if (ours) {
                return State.GOES_ON;
            }
        }
        return identified || !ours ? answer(frame) : identify(frame);
    }

    private State answer(Frame frame) throws IOException {
        switch (frame.command()) {
            case PageCommand.GET -> {
                give(frame);
                return State.GOES_ON;
            }
            case PageCommand.CLOSE, PageCommand.FORCE_CLOSE -> {
                status(SAME);
                return State.DONE;
            }
            case PageCommand.GIVE_UP -> {
                return State.GIVEN_UP;
            }
            default ->
                throw lie("sent " + frame.name() + " to a server of lazy pages; a dump must go to a page-server without"
                        + " --lazy-pages");
        }
    }

    private State identify(Frame frame) {
        if (frame.command() != PageCommand.IDENTIFY) {
            throw lie("did not say which image set it restores from");
        }
        identified = SetNumber.match(frame.owner(), supply.number());
        status(identified ? SAME : ANOTHER);
        if (!identified) {
            throw lie("restores from the image set of another dump; copy this one's images there");
        }
        return State.GOES_ON;
    }

    private void give(Frame frame) throws IOException {
        PageSegment found = supply.find(frame.owner(), frame.address(), frame.pages())
                .orElseThrow(() -> lie("asked for pages of process " + frame.owner() + " at 0x"
                        + Long.toHexString(frame.address())
                        + ", of which this image set knows nothing; give both sides the same images"));
        supply.send(connection, (int) frame.owner(), found);
    }

    private void status(int value) {
        connection.writeInt(value);
        connection.push();
    }

    private PeerLost lie(String what) {
        return new PeerLost(connection.peer() + " " + what);
    }

    @Override
    public void close() {
        connection.close();
    }
}
