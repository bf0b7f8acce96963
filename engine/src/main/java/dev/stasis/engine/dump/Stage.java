package dev.stasis.engine.dump;

import java.io.IOException;

/** A step of a dump within the freeze, under the name by which listeners hear of it. */
record Stage(String name, Action action) {
    /** What a stage does. */
    @FunctionalInterface
    interface Action {
        void run(FrozenDump dump) throws IOException;
    }
}
