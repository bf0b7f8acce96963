package dev.stasis.engine.api.option;

import static dev.stasis.engine.api.option.OptionBuilder.flag;
import static dev.stasis.engine.api.option.OptionBuilder.option;

import dev.stasis.engine.api.request.PreDumpMode;
import java.util.List;
import java.util.Optional;

/** Memory: chains of dumps, deduplication, lazy pages. */
final class MemoryOptions {
    static final Setting<Optional<String>> PARENT = new Setting<>("prev-images-dir", Optional.empty());
    static final Setting<Boolean> TRACK = new Setting<>("track-mem", false);
    static final Setting<Boolean> AUTO_DEDUP = new Setting<>("auto-dedup", false);
    static final Setting<PreDumpMode> PRE_DUMP_MODE = new Setting<>("pre-dump-mode", PreDumpMode.SPLICE);
    static final Setting<Boolean> LAZY = new Setting<>("lazy-pages", false);
    static final Setting<Boolean> TO_PAGE_SERVER = new Setting<>("page-server", false);

    private MemoryOptions() {}

    static List<Option<?>> all() {
        return List.of(
                option("prev-images-dir", PARENT, Folds.TEXT)
                        .takes("DIR")
                        .on(Command.DUMP, Command.PRE_DUMP)
                        .rpc("parent_img", 14)
                        .help("the previous image set of a chain, relative to --images-dir"),
                flag("track-mem", TRACK)
                        .on(Command.DUMP, Command.PRE_DUMP)
                        .rpc("track_mem", 15)
                        .help("track what the tasks write from now on"),
                flag("auto-dedup", AUTO_DEDUP)
                        .on(Command.DUMP, Command.PRE_DUMP, Command.RESTORE, Command.PAGE_SERVER)
                        .rpc("auto_dedup", 16)
                        .help("drop pages from image sets as soon as they are superseded or restored"),
                option("pre-dump-mode", PRE_DUMP_MODE, MemoryOptions::mode)
                        .takes("MODE")
                        .on(Command.PRE_DUMP)
                        .rpc("pre_dump_mode", 61)
                        .help("how a pre-dump copies pages: splice (default) or read"),
                option("lazy-pages", LAZY, Folds.FLAG)
                        .on(Command.DUMP, Command.RESTORE, Command.PAGE_SERVER)
                        .rpc("lazy_pages", 48)
                        .help("bring memory when it is touched, from a 'lazy-pages' process"),
                flag("page-server", TO_PAGE_SERVER)
                        .on(Command.DUMP, Command.PRE_DUMP, Command.LAZY_PAGES)
                        .rpc("ps", 11)
                        .help("send pages to, or fetch them from, the page server at --address and --port"));
    }

    /** Once read was chosen, a later splice does not undo it: CRIU's way. */
    private static PreDumpMode mode(PreDumpMode before, Occurrence use) {
        return switch (use.text()) {
            case "read" -> PreDumpMode.READ;
            case "splice" -> before;
            default -> throw CommandLineError.value("Unable to parse value of --pre-dump-mode");
        };
    }
}
