package dev.stasis.engine.check;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.Outcome;
import dev.stasis.engine.api.ProgressListener;
import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.request.Check;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.feature.Feature;
import dev.stasis.engine.kernel.feature.Need;
import dev.stasis.engine.restore.SeedProcess;
import dev.stasis.engine.trace.TracerThread;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks whether the kernel can do what dumps and restores need, and says so in CRIU's words. */
public final class CheckSession {
    /** The manual's word for all names; none of them. */
    private static final String LIST = "list";

    private final Linux linux;
    private final Log log;

    public CheckSession(Linux linux, Log log) {
        this.linux = linux;
        this.log = log;
    }

    public Outcome run(Check check, ProgressListener progress) {
        if (check.feature().isEmpty()) {
            return everything(check, progress);
        }
        String word = check.feature().get();
        if (word.equals(LIST)) {
            progress.print(String.join(" ", Feature.words()));
            return Outcome.success();
        }
        Feature feature = Feature.named(word)
                .orElseThrow(() ->
                        new BadRequest("there is no feature \"" + word + "\": check --feature list shows their names"));
        Map<Feature, String> missing = missing(List.of(feature));
        if (missing.isEmpty()) {
            progress.print(word + " is supported");
            return Outcome.success();
        }
        log.warn(word + " is not supported (" + missing.get(feature) + ")");
        return Outcome.of(Outcome.FAILURE);
    }

    private Outcome everything(Check check, ProgressListener progress) {
        Set<Need> needs = EnumSet.of(Need.EVERYBODY);
        if (check.extra()) {
            needs.add(Need.SOME_PROGRAMS);
        }
        if (check.experimental()) {
            needs.add(Need.EXPERIMENTS);
        }
        List<Feature> features = new ArrayList<>(List.of(Feature.values()));
        features.removeIf(feature -> !needs.contains(feature.need()));
        Map<Feature, String> missing = missing(features);
        missing.forEach((feature, reason) -> log.warn(feature.word() + " is not supported (" + reason + ")"));
        if (missing.isEmpty()) {
            progress.print("Looks good.");
            return Outcome.success();
        }
        if (missing.keySet().stream().anyMatch(feature -> feature.need() == Need.EVERYBODY)) {
            log.warn("Does not look good.");
        } else {
            progress.print("Looks good but some kernel features are missing");
            progress.print("which, depending on your process tree, may cause");
            progress.print("dump or restore failure.");
        }
        return Outcome.of(Outcome.FAILURE);
    }

    /** What is not there, and why. A seed process, which a restore begins with, is the task that is asked about ptrace. */
    private Map<Feature, String> missing(List<Feature> features) {
        return TracerThread.run(() -> {
            SeedProcess seed = SeedProcess.start(linux, false);
            int pid = seed.tracee().pid();
            try {
                Map<Feature, String> missing = new LinkedHashMap<>();
                for (Feature feature : features) {
                    feature.missing(
                                    linux,
                                    (request, address, data) -> linux.ptrace().request(request, pid, address, data))
                            .ifPresent(reason -> missing.put(feature, reason));
                }
                return missing;
            } finally {
                seed.end();
            }
        });
    }
}
