package dev.stasis.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.Progress;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.request.Check;
import dev.stasis.engine.api.stats.Statistics;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.feature.Feature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckSessionTest {
    private final Printed printed = new Printed();

    @Test
    void aKernelThatThisProgramIsTestedOnLooksGood() {
        assertEquals(Outcome.SUCCESS, run(new Check(false, false, Optional.empty())));
        assertEquals(List.of("Looks good."), printed.lines);
    }

    @Test
    void moreThanTheNecessaryIsGoodOrGoodWithWords() {
        int exitCode = run(new Check(true, true, Optional.empty()));
        assertEquals(exitCode == Outcome.SUCCESS ? 1 : 3, printed.lines.size(), printed.lines.toString());
        assertTrue(printed.lines.get(0).startsWith("Looks good"), printed.lines.toString());
    }

    @Test
    void aSingleFeatureIsNamedInTheAnswer() {
        assertEquals(Outcome.SUCCESS, run(new Check(false, false, Optional.of("clone3_set_tid"))));
        assertEquals(List.of("clone3_set_tid is supported"), printed.lines);
    }

    @Test
    void aMissingFeatureIsAFailureWithoutAWordOnStandardOutput() {
        assertEquals(Outcome.FAILURE, run(new Check(false, false, Optional.of("compat_cr"))));
        assertEquals(List.of(), printed.lines);
    }

    @Test
    void theListHoldsEveryNameOnce() {
        assertEquals(Outcome.SUCCESS, run(new Check(false, false, Optional.of("list"))));
        List<String> names = List.of(printed.lines.get(0).split(" "));
        assertEquals(Feature.words(), names);
        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void anUnknownNameIsABadRequest() {
        assertThrows(BadRequest.class, () -> run(new Check(false, false, Optional.of("flying"))));
    }

    private int run(Check check) {
        return new CheckSession(Linux.real(), Log.NONE).run(check, printed).exitCode();
    }

    private static final class Printed implements ProgressListener {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void entered(String stage) {}

        @Override
        public void progressed(Progress progress) {}

        @Override
        public void measured(Statistics statistics) {}

        @Override
        public void print(String line) {
            lines.add(line);
        }
    }
}
