package dev.stasis.engine.restore;

import dev.stasis.engine.api.error.KernelRefused;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.resource.memory.AddressSpace;
import dev.stasis.engine.resource.memory.Mapping;
import dev.stasis.engine.resource.memory.MappingKind;
import dev.stasis.engine.resource.task.sigaction.SignalActionsImage;
import dev.stasis.engine.resource.task.sigaction.SignalActionsRestorer;
import dev.stasis.engine.trace.RemoteAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The last steps of a restored process: SIGTRAP's own action, the stub taken out of its memory by a {@code syscall}
 * instruction that belongs to its program. What is left are its threads' registers.
 */
final class Farewell {
    private static final byte FIRST = 0x0f;
    private static final byte SECOND = 0x05;
    private static final int PROT_EXEC = 4;
    private static final int CHUNK = 1 << 16;

    private final StubMemory stub;

    Farewell(StubMemory stub) {
        this.stub = stub;
    }

    /** Requires: nothing will be called in any thread of the process any more, but by way of its registers. */
    void leaveStub(TaskImages images, AddressSpace space, RestoreTask leader) {
        RemoteAddress site = syscallInstruction(leader, space);
        SignalActionsRestorer.restoreTrap(new SignalActionsImage().read(images.core()), leader, leader.stubSyscall());
        Result unmapped = leader.callAt(site, Nr.MUNMAP, stub.address().value(), StubMemory.SIZE);
        if (!unmapped.ok()) {
            throw new KernelRefused("munmap of the stub", "process " + images.pid(), unmapped.errno());
        }
    }

    /** Any will do; the vDSO has some, and every C library. */
    private static RemoteAddress syscallInstruction(RestoreTask task, AddressSpace space) {
        List<Mapping> order = new ArrayList<>(space.mappings());
        order.sort(Comparator.comparing(mapping -> mapping.kind() != MappingKind.VDSO));
        for (Mapping mapping : order) {
            RemoteAddress found = search(task, mapping);
            if (found.value() != 0) {
                return found;
            }
        }
        throw new Unsupported("process " + task.tid()
                + " has no vDSO and no system call instruction in any of its mappings; it cannot be restored");
    }

    private static RemoteAddress search(RestoreTask task, Mapping mapping) {
        if ((mapping.protection() & PROT_EXEC) == 0) {
            return new RemoteAddress(0);
        }
        for (long at = mapping.start(); at < mapping.end(); at += CHUNK) {
            int length = (int) Math.min(CHUNK, mapping.end() - at);
            byte[] code = task.tracee().memory().read(new RemoteAddress(at), length);
            for (int i = 0; i + 1 < length; i++) {
                if (code[i] == FIRST && code[i + 1] == SECOND) {
                    return new RemoteAddress(at + i);
                }
            }
        }
        return new RemoteAddress(0);
    }
}
