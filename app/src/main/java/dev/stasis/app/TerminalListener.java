package dev.stasis.app;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Progress;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.stats.Statistics;

/** Shows on the terminal what CRIU shows there, and how far long phases are; logs the rest. */
record TerminalListener(Terminal terminal, Log log, boolean displayStats, ProgressLine line)
        implements ProgressListener {
    @Override
    public void entered(String stage) {
        line.clear();
        log.debug("stage: " + stage);
    }

    @Override
    public void progressed(Progress progress) {
        line.show(progress);
        if (log.shows(Log.Level.DEBUG)) {
            log.debug(ProgressLine.text(progress));
        }
    }

    @Override
    public void measured(Statistics statistics) {
        if (displayStats) {
            print(StatisticsText.of(statistics));
        }
    }

    @Override
    public void print(String text) {
        line.clear();
        terminal.out().print(text + "\n");
        terminal.out().flush();
    }
}
