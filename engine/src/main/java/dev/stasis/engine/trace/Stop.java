package dev.stasis.engine.trace;

/**
 * Why a tracee is not running: a decoded wait status (man 2 ptrace, "Stopped states").
 *
 * @param kind what happened
 * @param detail the signal of SIGNAL, GROUP_STOP and KILLED, the PTRACE_EVENT_* of EVENT, the exit code of EXITED, else 0
 */
public record Stop(Kind kind, int detail) {
    /** Kinds of stop; EXITED and KILLED mean that the thread is gone. */
    public enum Kind {
        /** Entry or exit of a system call (with PTRACE_O_TRACESYSGOOD). */
        SYSCALL,
        /** PTRACE_EVENT_STOP with SIGTRAP: by PTRACE_INTERRUPT, or the first stop of an auto-attached child. */
        INTERRUPT,
        /** PTRACE_EVENT_STOP with a stopping signal: the thread takes part in a job-control stop. */
        GROUP_STOP,
        /** PTRACE_EVENT_FORK, CLONE, VFORK, EXEC, EXIT. */
        EVENT,
        /** A signal is about to be delivered; it is lost unless handed on. */
        SIGNAL,
        EXITED,
        KILLED
    }

    private static final int SIGTRAP = 5;
    private static final int SYSGOOD = 0x80;
    private static final int EVENT_STOP = 128;

    static Stop of(int status) {
        if ((status & 0x7f) == 0) {
            return new Stop(Kind.EXITED, (status >> 8) & 0xff);
        }
        if ((status & 0xff) != 0x7f) {
            return new Stop(Kind.KILLED, status & 0x7f);
        }
        int signal = (status >> 8) & 0xff;
        int event = status >> 16;
        if (event == EVENT_STOP) {
            return signal == SIGTRAP ? new Stop(Kind.INTERRUPT, 0) : new Stop(Kind.GROUP_STOP, signal);
        }
        if (event != 0) {
            return new Stop(Kind.EVENT, event);
        }
        return signal == (SIGTRAP | SYSGOOD) ? new Stop(Kind.SYSCALL, 0) : new Stop(Kind.SIGNAL, signal);
    }

    public boolean gone() {
        return kind == Kind.EXITED || kind == Kind.KILLED;
    }
}
