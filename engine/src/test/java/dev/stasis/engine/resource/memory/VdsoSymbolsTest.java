package dev.stasis.engine.resource.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.proc.Smaps;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VdsoSymbolsTest {
    @Test
    void findsTheFunctionsOfThisKernel() {
        Map<String, Long> symbols = VdsoSymbols.of(own());
        assertTrue(
                symbols.keySet().containsAll(List.of("__vdso_clock_gettime", "__vdso_getcpu", "time")),
                symbols::toString);
        assertTrue(symbols.getOrDefault("__vdso_clock_gettime", 0L) > 0);
    }

    @Test
    void takesDamagedOnesForEmpty() {
        byte[] own = own();
        assertEquals(Map.of(), VdsoSymbols.of(Arrays.copyOf(own, 100)));
        assertEquals(Map.of(), VdsoSymbols.of(new byte[4096]));
    }

    private static byte[] own() {
        return Smaps.read(Linux.real().processes().ownPid()).stream()
                .filter(area -> area.name().equals("[vdso]"))
                .map(area -> Block.at(area.start(), area.end() - area.start())
                        .getBytes(0, (int) (area.end() - area.start())))
                .findFirst()
                .orElseThrow();
    }
}
