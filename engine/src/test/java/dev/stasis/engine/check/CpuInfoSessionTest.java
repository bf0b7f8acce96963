package dev.stasis.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.api.request.CpuCap;
import dev.stasis.engine.api.request.CpuInfo;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.kernel.call.Linux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpuInfoSessionTest {
    private static final CpuCap EXACT = CpuCap.ALL;

    private final Linux linux = Linux.real();

    @TempDir
    Path directory;

    @Test
    void whatIsDumpedHereSuitsHere() {
        assertEquals(0, run(CpuInfo.Action.DUMP, CpuCap.DEFAULT));
        assertEquals(0, run(CpuInfo.Action.CHECK, EXACT));
    }

    @Test
    void theImageSaysWhatTheKernelSays() throws IOException {
        Processor own = Processor.own(linux);
        List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
        assertTrue(lines.contains("vendor_id\t: " + own.vendor()), own.toString());
        assertTrue(lines.contains("cpu family\t: " + own.family()), own.toString());
        assertTrue(lines.contains("model\t\t: " + own.modelNumber()), own.toString());
        assertTrue(lines.contains("stepping\t: " + own.stepping()), own.toString());
        assertEquals(Processor.WORDS, own.capabilities().size());
    }

    @Test
    void recordAndImageAreTheSame() {
        Processor own = Processor.own(linux);
        assertEquals(own, ProcessorImage.read(ProcessorImage.write(own)));
    }

    @Test
    void withoutAnImageThereIsNothingToCompare() {
        assertThrows(ImageDamaged.class, () -> run(CpuInfo.Action.CHECK, CpuCap.DEFAULT));
    }

    @Test
    void anInstructionMoreThereIsNoticedUnlessNobodyAsks() {
        Processor here = Processor.own(linux);
        Processor there = with(here, 9, here.capabilities().get(9) | 1 << 22);
        assertFalse(ProcessorMatch.differences(there, here, CpuCap.DEFAULT).isEmpty());
        assertEquals(List.of(), ProcessorMatch.differences(there, here, CpuCap.NONE));
        assertEquals(List.of(), ProcessorMatch.differences(there, here, new CpuCap(true, false, false, true)));
    }

    @Test
    void anInstructionLessThereMattersOnlyWhenTheyMustBeTheSame() {
        Processor here = Processor.own(linux);
        Processor there = with(here, 0, 0);
        assertEquals(List.of(), ProcessorMatch.differences(there, here, CpuCap.DEFAULT));
        assertFalse(ProcessorMatch.differences(there, here, EXACT).isEmpty());
    }

    @Test
    void aRestoreIsToldWhatDoesNotSuit() throws IOException {
        Processor here = Processor.own(linux);
        dev.stasis.image.LooseImage.write(
                directory,
                dev.stasis.image.ImageType.CPUINFO,
                ProcessorImage.write(with(here, 9, here.capabilities().get(9) | 1 << 22)));
        CpuInfoSession session = new CpuInfoSession(linux, Log.NONE);
        assertThrows(Unsupported.class, () -> session.require(directory, CpuCap.DEFAULT));
        assertEquals(161, run(CpuInfo.Action.CHECK, CpuCap.DEFAULT));
    }

    private static Processor with(Processor processor, int word, int bits) {
        List<Integer> words = new ArrayList<>(processor.capabilities());
        words.set(word, bits);
        return new Processor(
                processor.vendor(),
                processor.family(),
                processor.modelNumber(),
                processor.stepping(),
                words,
                processor.model(),
                processor.states(),
                processor.stateSize(),
                processor.largestStateSize());
    }

    private int run(CpuInfo.Action action, CpuCap asked) {
        return new CpuInfoSession(linux, Log.NONE)
                .run(new CpuInfo(action, ImageDirs.of(directory), asked))
                .exitCode();
    }
}
