package dev.stasis.app.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.app.demo.SampleProgram.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleProgramTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Language.class)
    void countsInEveryPlaceInThreeProcesses(Language language) throws IOException, DemoFailed, InterruptedException {
        SampleProgram program = new SampleProgram(directory);
        assumeTrue(program.language().compareTo(language) <= 0, "neither python3 nor a C compiler is here");
        Counters counters = new Counters(Files.createDirectory(directory.resolve("counters")));
        Process sample = program.start(language, counters.directory());
        try {
            counters.awaitBeyond(counters.awaitBeyond(counters.read(), 3), 3);
            assertEquals(3, counters.pids().size());
            assertEquals(sample.pid(), counters.pids().get(0));
        } finally {
            sample.destroyForcibly().waitFor();
        }
    }

    @Test
    void aBrokenSequenceIsAFailure() throws IOException {
        Files.writeString(directory.resolve("pipe"), "-1\n");
        assertThrows(DemoFailed.class, new Counters(directory)::read);
    }
}
