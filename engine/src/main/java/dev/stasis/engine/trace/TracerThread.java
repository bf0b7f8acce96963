package dev.stasis.engine.trace;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The one OS thread of a tracing session. ptrace belongs to a thread: requests from any other are refused with ESRCH, and
 * when the thread ends the kernel detaches (or, with EXITKILL, kills) its tracees. A whole dump or restore therefore runs
 * inside {@link #run}.
 */
public final class TracerThread {
    private TracerThread() {}

    /** Runs {@code session} on a new platform thread and waits for it; what it throws is thrown here. */
    public static <T> T run(Callable<T> session) {
        Box<T> box = new Box<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        box.value = session.call();
                    } catch (Throwable failure) {
                        box.failure = failure;
                    }
                },
                "stasis-tracer");
        thread.start();
        joinUninterruptibly(thread);
        return box.get();
    }

    private static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Box<T> {
        private @Nullable T value;
        private @Nullable Throwable failure;

        @SuppressWarnings("NullAway") // a session may return null where T allows it
        T get() {
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure != null) {
                throw new IllegalStateException("the tracing session failed: " + failure, failure);
            }
            return value;
        }
    }
}
