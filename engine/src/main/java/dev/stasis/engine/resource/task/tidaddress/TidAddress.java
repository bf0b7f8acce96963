package dev.stasis.engine.resource.task.tidaddress;

import dev.stasis.engine.trace.RemoteAddress;

/** Where the thread's id is cleared at its end; 0 for nowhere. */
public record TidAddress(RemoteAddress word) {}
