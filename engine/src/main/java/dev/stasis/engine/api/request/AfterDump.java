package dev.stasis.engine.api.request;

/** What becomes of the tasks when their images are complete. */
public enum AfterDump {
    KILL,
    /** {@code -R}. */
    RUN,
    /** {@code -s}: every task is left stopped, as by SIGSTOP. */
    STOP
}
