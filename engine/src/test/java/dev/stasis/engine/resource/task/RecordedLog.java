package dev.stasis.engine.resource.task;

import dev.stasis.engine.api.Log;
import java.util.List;

/** Remembers what it is told. */
record RecordedLog(List<String> lines) implements Log {
    @Override
    public boolean shows(Level level) {
        return true;
    }

    @Override
    public void write(Level level, String text) {
        lines.add(text);
    }

    @Override
    public Log forTask(int pid) {
        return this;
    }
}
