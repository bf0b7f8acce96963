package dev.stasis.engine.script;

/** A moment of a session at which action scripts run, in the order in which the moments come. */
public enum Hook {
    /** Before the streamer is connected to. */
    PRE_STREAM("pre-stream", Failure.ABORTS),
    /** Before anything is frozen. */
    PRE_DUMP("pre-dump", Failure.ABORTS),
    /**
     * The tasks are frozen; only when the root task has a network namespace of its own. After a failure NETWORK_UNLOCK
     * runs all the same.
     */
    NETWORK_LOCK("network-lock", Failure.ABORTS),
    /**
     * All images are complete and the tasks still frozen. After a failure the images stay, the tasks go on running,
     * NETWORK_UNLOCK runs, and the command's exit code is {@link #POST_DUMP_FAILED}.
     */
    POST_DUMP("post-dump", Failure.ABORTS),
    /** The images have been read, no task exists. */
    PRE_RESTORE("pre-restore", Failure.ABORTS),
    /** The root task exists with its new namespaces, and nothing is in them; only when there are new ones. */
    SETUP_NAMESPACES("setup-namespaces", Failure.ABORTS),
    /** The new namespaces are filled. */
    POST_SETUP_NAMESPACES("post-setup-namespaces", Failure.ABORTS),
    /** All is restored, tasks stand still, connections are locked. */
    POST_RESTORE("post-restore", Failure.ABORTS),
    /**
     * At restore: in a network namespace of its own, after POST_RESTORE. At dump: only when the tasks go on running, be it
     * by request or by failure.
     */
    NETWORK_UNLOCK("network-unlock", Failure.IS_LOGGED),
    /** Just before the tasks are let go. */
    PRE_RESUME("pre-resume", Failure.IS_LOGGED),
    /** The tasks run. */
    POST_RESUME("post-resume", Failure.IS_LOGGED),
    /** A server listens; before the byte that says so. */
    STATUS_READY("status-ready", Failure.ABORTS);

    /** Exit code of a dump whose images are complete but whose POST_DUMP failed. */
    public static final int POST_DUMP_FAILED = 255;

    private final String word;
    private final Failure failure;

    Hook(String word, Failure failure) {
        this.word = word;
        this.failure = failure;
    }

    /** The value of CRTOOLS_SCRIPT_ACTION. */
    public String word() {
        return word;
    }

    /** What a failing script means to the session. */
    public Failure failure() {
        return failure;
    }

    /** What a failing script means to the session. */
    public enum Failure {
        /** The session can not go on. */
        ABORTS,
        /** The session has passed the point of return: it goes on, and the log says what failed. */
        IS_LOGGED
    }
}
