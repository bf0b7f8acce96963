package dev.stasis.engine.api.option;

import static dev.stasis.engine.api.option.OptionBuilder.option;

import dev.stasis.engine.api.request.PageEndpoint;
import dev.stasis.engine.api.request.PageFrames;
import dev.stasis.image.compress.PagesForm;
import java.util.List;
import java.util.OptionalLong;

/** What CRIU has no option for. These are never abbreviated, so that what is short for one of CRIU's stays so. */
final class OwnOptions {
    static final Setting<PageFrames> FRAMES = new Setting<>("page-server-frames", PageFrames.AUTO);
    static final Setting<Integer> DEADLINE =
            new Setting<>("page-server-deadline", (int) PageEndpoint.DEFAULT_DEADLINE.toSeconds());

    static final Setting<OptionalLong> BANDWIDTH = new Setting<>("bandwidth-limit", OptionalLong.empty());
    static final Setting<PagesForm> COMPRESSION = new Setting<>("compress", PagesForm.PLAIN);
    static final Setting<Boolean> PROGRESS = new Setting<>("progress", false);

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
                        .help("give up when the other side moves no byte for so long; 0: never (default 60)"),
                option("bandwidth-limit", BANDWIDTH, OwnOptions::bandwidth)
                        .takes("BYTES")
                        .on(Command.DUMP, Command.PRE_DUMP, Command.PAGE_SERVER)
                        .help("write or send no more bytes of pages a second; K, M or G multiplies, as in 100M"),
                option("compress", COMPRESSION, OwnOptions::compression)
                        .mayTake("FORM")
                        .on(Command.DUMP, Command.PRE_DUMP, Command.PAGE_SERVER)
                        .help(
                                "compress the set's pages when it is complete, or on their way to a page server of Stasis:"
                                        + " zstd (default) or zstd:LEVEL, 1 to 19; CRIU cannot restore such a set before"
                                        + " 'stasis images convert'"),
                option("progress", PROGRESS, Folds.FLAG)
                        .on(
                                Command.DUMP,
                                Command.PRE_DUMP,
                                Command.RESTORE,
                                Command.DEDUP,
                                Command.PAGE_SERVER,
                                Command.LAZY_PAGES)
                        .help("tell on standard error how far long phases are, even where it is no terminal"));
    }

    private static PageFrames frames(PageFrames before, Occurrence use) {
        for (PageFrames frames : PageFrames.values()) {
            if (frames.word().equals(use.text())) {
                return frames;
            }
        }
        throw CommandLineError.value("Unable to parse value of --page-server-frames");
    }

    private static OptionalLong bandwidth(OptionalLong before, Occurrence use) {
        long bytes = Folds.bytes(use.text());
        if (bytes <= 0) {
            throw use.invalid();
        }
        return OptionalLong.of(bytes);
    }

    private static PagesForm compression(PagesForm before, Occurrence use) {
        try {
            return PagesForm.parse(use.argument() == null ? "zstd" : use.argument());
        } catch (IllegalArgumentException bad) {
            throw CommandLineError.value("invalid argument for " + use.shown() + ": " + bad.getMessage());
        }
    }

    private static Integer deadline(Integer before, Occurrence use) {
        return Folds.number(use.text()).stream()
                .filter(seconds -> seconds >= 0)
                .boxed()
                .findFirst()
                .orElseThrow(() -> CommandLineError.value("Unable to parse value of --page-server-deadline"));
    }
}
