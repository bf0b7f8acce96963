package dev.stasis.engine.trace;

import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.trace.x86_64.HealStub;
import dev.stasis.engine.trace.x86_64.Registers;

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
        long address = site.slot(slot).value() + HealStub.CALL;
        tracee.setRegisters(state.here().calling(address, nr, arguments));
        runTo(INFO_ENTRY);
        runTo(INFO_EXIT);
        return new Result(tracee.registers().get(Registers.RAX));
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
