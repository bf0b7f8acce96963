package dev.stasis.engine.serving;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.fd.Polling;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A session that is to say something before a signal (SIGTERM, SIGINT, SIGHUP) ends this process: the signal makes a descriptor
 * readable, and the process lasts until this is closed, a few seconds at most.
 */
public final class StopSignal implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 5;

    private final Linux linux;
    private final Fd reading;
    private final Fd writing;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop signal");

    private StopSignal(Linux linux, Fd reading, Fd writing) {
        this.linux = linux;
        this.reading = reading;
        this.writing = writing;
    }

    public static StopSignal watch(Linux linux) {
        try (Arena arena = new Arena()) {
            Block ends = arena.allocate(8);
            new Result(linux.raw().call(Nr.PIPE2, ends.address(), Fcntl.O_CLOEXEC)).orThrow("pipe2", "");
            StopSignal signal = new StopSignal(
                    linux, Fd.owning(linux.files(), ends.getInt(0)), Fd.owning(linux.files(), ends.getInt(4)));
            Runtime.getRuntime().addShutdownHook(signal.hook);
            return signal;
        }
    }

    /** Can be read once the signal has come. */
    public Fd descriptor() {
        return reading;
    }

    public boolean came() {
        return !Polling.among(linux, List.of(reading), 0).isEmpty();
    }

    private void stop() {
        try (Arena arena = new Arena()) {
            linux.files().write(writing, arena.allocate(1));
            if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        boolean stopping = false;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            stopping = true;
        }
        done.countDown();
        if (!stopping) { // else the process is about to end, and the hook may be about to write
            reading.close();
            writing.close();
        }
    }
}
