package dev.stasis.engine.resource.memory;

import dev.stasis.engine.kernel.proc.MemoryBounds;
import java.util.List;
import java.util.OptionalInt;

/**
 * The address space of a process.
 *
 * @param bounds where the parts of the program lie
 * @param endBreak where the heap ends
 * @param auxiliaryVector type and value by turns
 * @param executable file id of the program
 * @param dumpable of PR_GET_DUMPABLE; empty when an old image does not tell
 * @param hugePagesDisabled of PR_GET_THP_DISABLE
 * @param mappings by ascending address, and behind them the {@link MappingKind#GUARD} ranges
 */
public record AddressSpace(
        MemoryBounds bounds,
        long endBreak,
        List<Long> auxiliaryVector,
        int executable,
        OptionalInt dumpable,
        boolean hugePagesDisabled,
        List<Mapping> mappings) {
    public AddressSpace {
        auxiliaryVector = List.copyOf(auxiliaryVector);
        mappings = List.copyOf(mappings);
    }
}
