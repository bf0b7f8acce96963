package dev.stasis.engine.resource.memory;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.proc.MemoryBounds;
import dev.stasis.engine.restore.RestoreTask;
import dev.stasis.engine.restore.StubMemory;
import java.util.List;

/** What the kernel remembers of a program beside its mappings, put back by prctl(2). */
final class ProgramBounds {
    /** struct prctl_mm_map of linux/prctl.h. */
    private static final int MAP_BYTES = 104;

    private ProgramBounds() {}

    /** Requires: no mapping of the program that the task ran before is left, or the kernel answers EBUSY. */
    static void restore(RestoreTask task, AddressSpace space, int executable) {
        MemoryBounds bounds = space.bounds();
        List<Long> auxv = space.auxiliaryVector();
        StubMemory.Shared map = task.allocate(MAP_BYTES);
        StubMemory.Shared vector = task.allocate(auxv.size() * 8L);
        for (int i = 0; i < auxv.size(); i++) {
            vector.here().putLong(8L * i, auxv.get(i));
        }
        Block here = map.here();
        here.putLong(0, bounds.startCode()).putLong(8, bounds.endCode());
        here.putLong(16, bounds.startData()).putLong(24, bounds.endData());
        here.putLong(32, bounds.startBreak()).putLong(40, space.endBreak());
        here.putLong(48, bounds.startStack());
        here.putLong(56, bounds.argumentsStart()).putLong(64, bounds.argumentsEnd());
        here.putLong(72, bounds.environmentStart()).putLong(80, bounds.environmentEnd());
        here.putLong(88, vector.there().value()).putInt(96, auxv.size() * 8).putInt(100, executable);
        Result result = task.tryCall(
                Nr.PRCTL, Prctl.PR_SET_MM, Prctl.PR_SET_MM_MAP, map.there().value(), MAP_BYTES, 0);
        if (result.failedWith(Errno.EINVAL)) {
            throw new ImageDamaged(
                    "mm-" + task.tid() + ".img: the kernel does not take the addresses of code, data, heap,"
                            + " stack, arguments or environment, for they contradict each other");
        }
        result.orThrow("prctl(PR_SET_MM_MAP)", "process " + task.tid() + " being restored");
        if (space.hugePagesDisabled()) {
            task.call("prctl(PR_SET_THP_DISABLE)", Nr.PRCTL, Prctl.PR_SET_THP_DISABLE, 1, 0, 0, 0);
        }
    }

    /** prctl(2) takes 0 and 1 only; a program that was 2 (readable by root only) becomes 0, which is no weaker. */
    static void restoreDumpable(RestoreTask task, AddressSpace space) {
        space.dumpable()
                .ifPresent(value -> task.add(
                        "prctl(PR_SET_DUMPABLE)", Nr.PRCTL, Prctl.PR_SET_DUMPABLE, value == 1 ? 1 : 0, 0, 0, 0));
    }
}
