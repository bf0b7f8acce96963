package dev.stasis.engine.trace;

import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.trace.x86_64.HealStub;
import dev.stasis.engine.trace.x86_64.QuestionStub;
import dev.stasis.engine.trace.x86_64.Registers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * System calls made inside a stopped thread of a living target, as a scope. Opening it saves registers and signal mask in
 * a {@link HealStub}; closing puts all back.
 *
 * <p>If this process is killed while the scope is open, the thread runs into the heal code and goes on as if nothing had
 * been. The order of the steps in {@link #open} matters: signals are blocked only when the way back is in place.
 */
public final class RemoteSyscalls implements AutoCloseable {
    private static final long ALL_SIGNALS = -1L;
    private static final long GET_SYSCALL_INFO = 0x420e;
    private static final int INFO_BYTES = 88;
    private static final int INFO_ENTRY = 1;
    private static final int INFO_EXIT = 2;

    private final Tracee tracee;
    private final ThreadState state;
    private final StubSite site;
    private final int slot;
    private boolean open = true;

    private RemoteSyscalls(Tracee tracee, ThreadState state, StubSite site, int slot) {
        this.tracee = tracee;
        this.state = state;
        this.site = site;
        this.slot = slot;
    }

    /** Requires: {@code tracee} is stopped, {@code state} was captured from it, no other scope uses {@code slot}. */
    static RemoteSyscalls open(Tracee tracee, ThreadState state, StubSite site, int slot) {
        site.write(slot, HealStub.of(state.here(), state.signalMask(), 0, 0));
        long heal = site.slot(slot).value() + HealStub.HEAL;
        tracee.setRegisters(state.here().with(Registers.RIP, heal));
        tracee.setSignalMask(ALL_SIGNALS);
        return new RemoteSyscalls(tracee, state, site, slot);
    }

    public Tracee tracee() {
        return tracee;
    }

    /** Makes a system call in the thread. */
    public Result call(long nr, long... arguments) {
        return callAt(site.slot(slot).plus(HealStub.CALL), nr, arguments);
    }

    /** As {@link #call}, by another {@code syscall} instruction. What follows on it must lead to the heal code. */
    Result callAt(RemoteAddress instruction, long nr, long... arguments) {
        tracee.setRegisters(state.here().calling(instruction.value(), nr, arguments));
        runTo(INFO_ENTRY);
        runTo(INFO_EXIT);
        return new Result(tracee.registers().get(Registers.RAX));
    }

    /**
     * Makes up to four calls with one stop, where {@link #call} needs two for each: what is asked of every thread should be
     * asked so. If this process is killed meanwhile, the thread makes the rest of the calls before it heals: they must be
     * such that change nothing in it.
     *
     * @param calls each a number and at most two arguments
     * @param signal whose default is to be ignored, which the process does not catch, and this thread does not block: it
     *     tells the end, and would mean nothing to the process
     */
    public List<Result> ask(List<long[]> calls, int signal) {
        site.writeQuestions(QuestionStub.of(padded(calls), signal, StubSite.healFromQuestions(slot)));
        long end = site.questions().plus(QuestionStub.end()).value();
        tracee.setSignalMask(ALL_SIGNALS & ~(1L << (signal - 1)));
        tracee.setRegisters(
                state.here().with(Registers.RIP, site.questions().value()).with(Registers.ORIG_RAX, -1));
        Registers done = runToSignal(signal, end);
        tracee.setSignalMask(ALL_SIGNALS);
        tracee.setRegisters(state.here().with(Registers.RIP, heal()));
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            results.add(new Result(QuestionStub.result(done, i)));
        }
        return results;
    }

    private static List<long[]> padded(List<long[]> calls) {
        List<long[]> padded = new ArrayList<>();
        for (int i = 0; i < QuestionStub.CALLS; i++) {
            padded.add(i < calls.size() ? Arrays.copyOf(calls.get(i), 3) : new long[] {Nr.GETTID, 0, 0});
        }
        return padded;
    }

    private Registers runToSignal(int signal, long end) {
        while (true) {
            tracee.resume(0);
            Stop stop = tracee.awaitStop();
            if (stop.gone()) {
                throw new TaskGone(tracee + " was killed while it was examined");
            }
            if (stop.kind() == Stop.Kind.SIGNAL && stop.detail() == signal) {
                Registers registers = tracee.registers();
                if (registers.get(Registers.RIP) == end) {
                    return registers;
                }
            } else if (stop.kind() == Stop.Kind.SIGNAL) {
                tracee.defer(stop.detail());
            }
        }
    }

    private long heal() {
        return site.slot(slot).value() + HealStub.HEAL;
    }

    /** Tells the heal code of memory to unmap, should this process die. Zero length: none. */
    void owns(RemoteAddress scratch, long length) {
        site.write(slot, HealStub.of(state.here(), state.signalMask(), scratch.value(), length));
    }

    private void runTo(int operation) {
        while (true) {
            tracee.resumeToSyscall();
            Stop stop = tracee.awaitStop();
            if (stop.gone()) {
                throw new TaskGone(tracee + " was killed while it was examined");
            }
            if (stop.kind() == Stop.Kind.SIGNAL) {
                tracee.defer(stop.detail());
            } else if (stop.kind() == Stop.Kind.SYSCALL && operation() == operation) {
                return;
            }
        }
    }

    private int operation() {
        try (Arena arena = new Arena()) {
            Block info = arena.allocate(INFO_BYTES);
            tracee.request(GET_SYSCALL_INFO, INFO_BYTES, info.address())
                    .orThrow("ptrace(GET_SYSCALL_INFO)", tracee.toString());
            return info.getByte(0);
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            try {
                tracee.setSignalMask(state.signalMask());
                tracee.setRegisters(state.here());
            } catch (TaskGone gone) {
                // There is nobody left to put back; whoever waits for the task learns of its end.
                return;
            }
        }
    }
}
