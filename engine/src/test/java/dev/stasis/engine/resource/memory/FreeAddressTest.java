package dev.stasis.engine.resource.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.kernel.proc.MemoryBounds;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreeAddressTest {
    private static final long FIRST = 0x1000_0000_0000L;
    private static final long MB = 1 << 20;

    @Test
    void isTheFirstWhereNobodyHasAnything() {
        assertEquals(FIRST, FreeAddress.find(List.of(space(4096, 8192)), 2 * MB));
    }

    @Test
    void liesBehindWhatAnyOfTheTasksHas() {
        AddressSpace one = space(FIRST - MB, FIRST + MB, FIRST + 100 * MB, FIRST + 200 * MB);
        AddressSpace other = space(FIRST + 3 * MB, FIRST + 4 * MB);
        assertEquals(FIRST + 4 * MB, FreeAddress.find(List.of(one, other), 2 * MB));
        assertEquals(FIRST + 200 * MB, FreeAddress.find(List.of(one, other), 98 * MB));
    }

    @Test
    void saysWhenThereIsNone() {
        assertThrows(Unsupported.class, () -> FreeAddress.find(List.of(space(4096, 0x7fff_0000_0000L)), MB));
    }

    private static AddressSpace space(long... ranges) {
        List<Mapping> mappings = IntStream.range(0, ranges.length / 2)
                .mapToObj(i -> new Mapping(
                        ranges[2 * i], ranges[2 * i + 1], MappingKind.ANONYMOUS, 3, 0x22, 0, 0, OptionalInt.empty(), 0))
                .toList();
        MemoryBounds none = new MemoryBounds(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        return new AddressSpace(none, 0, List.of(), 1, OptionalInt.empty(), false, mappings);
    }
}
