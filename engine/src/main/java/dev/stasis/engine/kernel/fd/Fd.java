package dev.stasis.engine.kernel.fd;

import dev.stasis.engine.kernel.call.FileCalls;
import java.util.function.Consumer;

/**
 * A descriptor of this process with one owner. Who opens it closes it, in a {@code try}; {@link #release()} hands it over
 * explicitly. All are close-on-exec.
 */
public final class Fd implements AutoCloseable {
    private final FileCalls files;
    private final int number;
    private boolean open = true;

    private Fd(FileCalls files, int number) {
        this.files = files;
        this.number = number;
    }

    public static Fd owning(FileCalls files, int number) {
        return new Fd(files, number);
    }

    /** Does with a fresh descriptor what makes it whole, and closes it when that fails. */
    public Fd madeWhole(Consumer<Fd> steps) {
        try {
            steps.accept(this);
            return this;
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** The number, valid until closed or released. */
    public int number() {
        if (!open) {
            throw new IllegalStateException("descriptor " + number + " is closed already");
        }
        return number;
    }

    /** Gives the number away; this object will not close it any more. */
    public int release() {
        int handed = number();
        open = false;
        return handed;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            files.close(number);
        }
    }

    @Override
    public String toString() {
        return "fd " + number;
    }
}
