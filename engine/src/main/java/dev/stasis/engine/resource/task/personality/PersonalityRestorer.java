package dev.stasis.engine.resource.task.personality;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.resource.task.TaskRestorer;
import dev.stasis.engine.resource.task.ThreadUnderRestore;

/** Sets it inside the leader where it differs from what the process inherited. */
public final class PersonalityRestorer implements TaskRestorer<Personality> {
    private static final int DOMAIN = 0xff;
    private static final int PER_LINUX = 0;
    private static final int PER_LINUX32 = 8;

    @Override
    public void restore(Personality value, ThreadUnderRestore thread) {
        int domain = value.domain() & DOMAIN;
        boolean certain = domain == PER_LINUX || domain == PER_LINUX32;
        if (certain && value.domain() != PersonalityDumper.domain(thread.pid())) {
            thread.task().add("personality", Nr.PERSONALITY, Integer.toUnsignedLong(value.domain()));
        }
    }
}
