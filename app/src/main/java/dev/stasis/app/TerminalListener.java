package dev.stasis.app;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.stats.Statistics;

/** Shows on the terminal what CRIU shows there, and logs the rest. */
record TerminalListener(Terminal terminal, Log log, boolean displayStats) implements ProgressListener {
    @Override
    public void entered(String stage) {
        log.debug("stage: " + stage);
    }

    @Override
    public void measured(Statistics statistics) {
        if (displayStats) {
            print(StatisticsText.of(statistics));
        }
    }

    @Override
    public void print(String line) {
        terminal.out().print(line + "\n");
        terminal.out().flush();
    }
}
