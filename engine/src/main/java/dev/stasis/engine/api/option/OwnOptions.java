package dev.stasis.engine.api.option;

import static dev.stasis.engine.api.option.OptionBuilder.option;

import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.api.request.PageFrames;
import java.util.List;

/** What CRIU has no option for. These are never abbreviated, so that what is short for one of CRIU's stays so. */
final class OwnOptions {
    static final Setting<PageFrames> FRAMES = new Setting<>("page-server-frames", PageFrames.AUTO);
    static final Setting<Integer> DEADLINE =
            new Setting<>("page-server-deadline", (int) PageEndpoint.DEFAULT_DEADLINE.toSeconds());

    private OwnOptions() {}

    static List<Option<?>> all() {
        return List.of(
                option("page-server-frames", FRAMES, OwnOptions::frames)
                        .takes("KIND")
                        .on(Command.DUMP, Command.PRE_DUMP, Command.LAZY_PAGES)
                        .help(
                                "what the page server understands: 24 (CRIU to 4.1), 32 (from 4.2 on), or auto: ask it (default)"),
                option("page-server-deadline", DEADLINE, OwnOptions::deadline)
                        .takes("SECONDS")
                        .on(Command.DUMP, Command.PRE_DUMP, Command.PAGE_SERVER, Command.LAZY_PAGES)
                        .help("give up when the other side moves no byte for so long; 0: never (default 60)"));
    }

    private static PageFrames frames(PageFrames before, Occurrence use) {
        for (PageFrames frames : PageFrames.values()) {
            if (frames.word().equals(use.text())) {
                return frames;
            }
        }
        throw CommandLineError.value("Unable to parse value of --page-server-frames");
    }

    private static Integer deadline(Integer before, Occurrence use) {
        return Folds.number(use.text()).stream()
                .filter(seconds -> seconds >= 0)
                .boxed()
                .findFirst()
                .orElseThrow(() -> CommandLineError.value("Unable to parse value of --page-server-deadline"));
    }
}
