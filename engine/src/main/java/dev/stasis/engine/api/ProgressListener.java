package dev.stasis.engine.api;

import dev.stasis.engine.api.stats.Statistics;

/**
 * Hears how a request goes on, on the engine's thread: it must be quick and must not throw.
 *
 * <p>A restore in the foreground lasts as long as the restored tree; its statistics come through {@link #measured} before
 * the wait begins, as does the end of a restore that hands its process over to {@code --exec-cmd}.
 */
public interface ProgressListener {
    /** A listener for those who do not care. */
    ProgressListener SILENT = new ProgressListener() {
        @Override
        public void entered(String stage) {}

        @Override
        public void progressed(Progress progress) {}

        @Override
        public void measured(Statistics statistics) {}

        @Override
        public void print(String line) {}
    };

    /** A stage of the session has begun; {@code stage} is a word or two ("freeze", "copy pages"). */
    void entered(String stage);

    /** A long phase goes on; a few times a second. May be called by other threads than the engine's, one at a time. */
    void progressed(Progress progress);

    /** The dump's or restore's figures are complete. */
    void measured(Statistics statistics);

    /** A line that is the command's result, for standard output ("Looks good."). */
    void print(String line);
}
