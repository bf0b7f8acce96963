package dev.stasis.engine.kernel.feature;

import dev.stasis.engine.kernel.call.Result;

/** A task under ptrace that may be asked anything: it exists for the questions only. */
@FunctionalInterface
public interface StoppedTask {
    Result ptrace(long request, long address, long data);
}
