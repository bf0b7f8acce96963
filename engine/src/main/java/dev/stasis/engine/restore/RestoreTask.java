package dev.stasis.engine.restore;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.trace.RemoteAddress;
import dev.stasis.engine.trace.Stop;
import dev.stasis.engine.trace.Tracee;
import dev.stasis.engine.trace.x86_64.BatchCode;
import dev.stasis.engine.trace.x86_64.Registers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A task (process or thread) under construction: it does what it is told through the shared {@link StubMemory}, and dies
 * with this process until it is released.
 *
 * <p>Calls are collected and run together: {@link #add} queues one, {@link #run} makes all queued. {@link #call} makes
 * one at once, after those queued before it.
 */
public final class RestoreTask {
    private static final int SIGTRAP = 5;

    private final Tracee tracee;
    private final StubMemory stub;
    private final Registers base;
    private final List<Pending> queue = new ArrayList<>();
    private boolean ended;

    private record Pending(String what, boolean mayFail) {}

    RestoreTask(Tracee tracee, StubMemory stub) {
        this.tracee = tracee;
        this.stub = stub;
        this.base = tracee.registers();
    }

    public Tracee tracee() {
        return tracee;
    }

    public int tid() {
        return tracee.tid();
    }

    /**
     * Queues a call that must succeed.
     *
     * @param what names the call and its subject in the error, should it fail: "mmap of 0x1000-0x2000"
     */
    public void add(String what, long nr, long... arguments) {
        queue(new Pending(what, false), nr, arguments);
        runWhenFull();
    }

    /** Queues a call whose failure does not matter. */
    public void addTolerant(String what, long nr, long... arguments) {
        queue(new Pending(what, true), nr, arguments);
        runWhenFull();
    }

    /** Makes all queued calls; the first refused one is reported with its name. */
    public void run() {
        execute();
    }

    /** Makes the queued calls and then this one, whose refusal is part of the plan. */
    public Result tryCall(long nr, long... arguments) {
        queue(new Pending("", true), nr, arguments);
        long[] results = execute();
        return new Result(results[results.length - 1]);
    }

    /** Makes the queued calls and then this one, and returns its value. */
    public long call(String what, long nr, long... arguments) {
        queue(new Pending(what, false), nr, arguments);
        long[] results = execute();
        return results[results.length - 1];
    }

    /** Zeroed space for the arguments of the next call, at most {@link StubMemory#LARGEST_ARGUMENTS} in all. */
    public StubMemory.Shared allocate(long bytes) {
        return stub.allocate(bytes);
    }

    public RemoteAddress bytes(byte[] bytes) {
        StubMemory.Shared shared = allocate(bytes.length);
        shared.here().putBytes(0, bytes);
        return shared.there();
    }

    /** A NUL-terminated string; one character per byte, as paths are read from images and /proc. */
    public RemoteAddress string(String text) {
        return bytes((text + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Makes one call on the {@code syscall} instruction at {@code site}, without the trap that ends a batch: for the last
     * calls of a task, when SIGTRAP has its final action or the stub is about to go.
     */
    public Result callAt(RemoteAddress site, long nr, long... arguments) {
        run();
        tracee.setRegisters(base.calling(site.value(), nr, arguments));
        stepToSyscallStop();
        stepToSyscallStop();
        return new Result(tracee.registers().get(Registers.RAX));
    }

    /**
     * Makes the task the guard of a release: it goes on with that when it is let go.
     *
     * @param pidfds of the processes to kill, in this task's own numbers
     * @param gate descriptor that it reads from
     */
    void guard(List<Integer> pidfds, int gate) {
        run();
        StubMemory.Shared table = stub.allocate(4L * pidfds.size() + 4);
        for (int i = 0; i < pidfds.size(); i++) {
            table.here().putInt(4L * i, pidfds.get(i));
        }
        tracee.setRegisters(base.with(Registers.RIP, stub.code(BatchCode.GUARD).value())
                .with(Registers.R12, table.there().value())
                .with(Registers.R13, pidfds.size())
                .with(Registers.R14, gate)
                .with(Registers.ORIG_RAX, -1));
    }

    /** Makes a last call, from which the task does not come back, and waits for its end. */
    void leave(long nr, long... arguments) {
        run();
        tracee.setRegisters(base.calling(stubSyscall().value(), nr, arguments));
        tracee.resume(0);
        Stop stop = tracee.awaitStop();
        while (!stop.gone()) {
            tracee.resume(stop.kind() == Stop.Kind.SIGNAL ? stop.detail() : 0);
            stop = tracee.awaitStop();
        }
        ended = true;
    }

    /** Requires: the task was killed. Waits until it is gone, unless that is known already. */
    void awaitEnd() {
        while (!ended) {
            try {
                ended = tracee.awaitStop().gone();
            } catch (TaskGone reaped) {
                ended = true;
            }
        }
    }

    /** Where {@link #callAt} may step while the stub is still there. */
    public RemoteAddress stubSyscall() {
        return stub.code(BatchCode.SYSCALL);
    }

    private void queue(Pending pending, long nr, long[] arguments) {
        Block entry = stub.tableEntry(queue.size());
        entry.putLong(0, nr);
        for (int i = 0; i < 6; i++) {
            entry.putLong(8L + 8L * i, i < arguments.length ? arguments[i] : 0);
        }
        queue.add(pending);
    }

    /** Leaves room for one more call with its arguments, which are placed before it is queued. */
    private void runWhenFull() {
        if (queue.size() >= StubMemory.TABLE_CAPACITY - 1 || !stub.hasRoomFor(StubMemory.LARGEST_ARGUMENTS)) {
            run();
        }
    }

    private long[] execute() {
        long[] results = new long[queue.size()];
        if (results.length == 0) {
            return results;
        }
        tracee.setRegisters(base.with(Registers.RIP, stub.code(BatchCode.BATCH).value())
                .with(Registers.R12, stub.table().value())
                .with(Registers.R13, results.length)
                .with(Registers.ORIG_RAX, -1));
        tracee.resume(0);
        awaitTrap();
        List<Pending> done = List.copyOf(queue);
        for (int i = 0; i < results.length; i++) {
            results[i] = stub.tableEntry(i).getLong(BatchCode.RESULT);
        }
        queue.clear();
        stub.reset();
        for (int i = 0; i < results.length; i++) {
            Result result = new Result(results[i]);
            if (!result.ok() && !done.get(i).mayFail()) {
                throw new KernelRefused(done.get(i).what(), "task " + tid() + " being restored", result.errno());
            }
        }
        return results;
    }

    private void awaitTrap() {
        Stop stop = tracee.awaitStop();
        while (!(stop.kind() == Stop.Kind.SIGNAL && stop.detail() == SIGTRAP)) {
            if (stop.gone()) {
                throw new TaskGone("task " + tid() + " ended while it was being restored: " + stop);
            }
            if (stop.kind() == Stop.Kind.SIGNAL && isFault(stop.detail())) {
                throw new IllegalStateException("task " + tid() + " faulted while it was being restored: " + stop
                        + " at " + tracee.registers());
            }
            tracee.resume(0);
            stop = tracee.awaitStop();
        }
    }

    private void stepToSyscallStop() {
        tracee.request(24, 0, 0).orThrow("ptrace(SYSCALL)", tracee.toString());
        Stop stop = tracee.awaitStop();
        if (stop.kind() != Stop.Kind.SYSCALL) {
            throw new TaskGone("task " + tid() + " ended while it was being restored: " + stop);
        }
    }

    private static boolean isFault(int signal) {
        return signal == 11 || signal == 7 || signal == 4 || signal == 8;
    }
}
