package dev.stasis.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The sample program's counters, one file each, and the pids of its processes. */
record Counters(Path directory) {
    private static final long BROKEN = -1;
    private static final int TRIES = 1500;
    private static final int PAUSE_MILLIS = 10;

    /** Where a counter is kept. */
    enum Place {
        MEMORY("in memory"),
        THREAD("in another thread"),
        FILE("in a file"),
        PIPE("through a pipe"),
        SOCKET("through a socket");

        private final String words;

        Place(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** A counter that is not there yet stands at 0. */
    Map<Place, Long> read() throws IOException, DemoFailed {
        Map<Place, Long> values = new EnumMap<>(Place.class);
        for (Place place : Place.values()) {
            Path file = directory.resolve(place.name().toLowerCase(Locale.ROOT));
            String text = Files.exists(file) ? Files.readString(file).strip() : "";
            long value = text.isEmpty() ? 0 : Long.parseLong(text);
            if (value == BROKEN) {
                throw new DemoFailed("the counter " + place.words() + " has a gap: something was lost");
            }
            values.put(place, value);
        }
        return values;
    }

    /** Waits until every counter has gone {@code steps} beyond {@code from}. */
    Map<Place, Long> awaitBeyond(Map<Place, Long> from, int steps) throws IOException, DemoFailed {
        for (int tries = 0; tries < TRIES; tries++) {
            Map<Place, Long> now = read();
            if (Arrays.stream(Place.values()).allMatch(place -> at(now, place) >= at(from, place) + steps)) {
                return now;
            }
            pause();
        }
        throw new DemoFailed("the counters do not go on; they stand at " + read());
    }

    private static long at(Map<Place, Long> values, Place place) {
        return Objects.requireNonNull(values.get(place));
    }

    private static void pause() throws DemoFailed {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DemoFailed("interrupted");
        }
    }

    /** The root process first. */
    List<Long> pids() throws IOException {
        return Arrays.stream(Files.readString(directory.resolve("pids")).strip().split(" "))
                .map(Long::valueOf)
                .toList();
    }
}
