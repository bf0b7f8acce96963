package dev.stasis.engine.api.option;

import static dev.stasis.engine.api.option.OptionBuilder.flag;
import static dev.stasis.engine.api.option.OptionBuilder.option;

import java.util.List;
import java.util.Optional;

/** Directories, configuration, and what every command has. */
final class CommonOptions {
    static final Setting<Optional<String>> IMAGES = new Setting<>("images-dir", Optional.empty());
    static final Setting<Optional<String>> WORK = new Setting<>("work-dir", Optional.empty());
    static final Setting<Optional<String>> PIDFILE = new Setting<>("pidfile", Optional.empty());
    static final Setting<List<String>> HOOKS = new Setting<>("action-script", List.of());
    static final Setting<List<Integer>> CLOSE = new Setting<>("close", List.of());
    static final Setting<Optional<String>> LIBDIR = new Setting<>("libdir", Optional.empty());
    static final Setting<Optional<String>> CONFIG = new Setting<>("config", Optional.empty());
    static final Setting<Boolean> NO_DEFAULT_CONFIG = new Setting<>("no-default-config", false);
    static final Setting<Boolean> HELP = new Setting<>("help", false);
    static final Setting<Boolean> VERSION = new Setting<>("version", false);
    static final Setting<Boolean> UNPRIVILEGED = new Setting<>("unprivileged", false);
    static final Setting<Boolean> DEPRECATED = new Setting<>("deprecated", false);
    static final Setting<Boolean> STREAM = new Setting<>("stream", false);

    private CommonOptions() {}

    static List<Option<?>> all() {
        return List.of(
                option("images-dir", IMAGES, Folds.TEXT)
                        .letter('D')
                        .takes("DIR")
                        .rpc("images_dir", 68)
                        .help("directory of the image set (default: the current one)"),
                option("work-dir", WORK, Folds.TEXT)
                        .letter('W')
                        .takes("DIR")
                        .rpc("work_dir_fd", 17)
                        .help("directory of logs, pid files and statistics (default: that of the images)"),
                option("pidfile", PIDFILE, Folds.TEXT)
                        .takes("FILE")
                        .on(Command.RESTORE, Command.PAGE_SERVER, Command.LAZY_PAGES, Command.SERVICE)
                        .help("write the pid of the root task or of the server to a new file"),
                option("action-script", HOOKS, Folds.TEXTS)
                        .takes("FILE")
                        .repeatable()
                        .on(Command.DUMP, Command.RESTORE, Command.PAGE_SERVER, Command.LAZY_PAGES, Command.SERVICE)
                        .help("run this program at every stage; CRTOOLS_SCRIPT_ACTION names the stage"),
                option("close", CLOSE, (before, use) -> Folds.append(before, Folds.leadingNumber(use.text())))
                        .takes("FD")
                        .repeatable()
                        .help("close this inherited descriptor first"),
                option("libdir", LIBDIR, Folds.TEXT)
                        .letter('L')
                        .takes("DIR")
                        .on(Command.DUMP, Command.RESTORE)
                        .refused("CRIU's plugins are native libraries, which Stasis does not load")
                        .help("directory of plugins"),
                option("config", CONFIG, Folds.TEXT)
                        .takes("FILE")
                        .rpc("config_file", 51)
                        .help("read options from this file instead of the default files"),
                option("no-default-config", NO_DEFAULT_CONFIG, Folds.FLAG).help("read no default configuration files"),
                option("help", HELP, Folds.FLAG).letter('h').help("show this text"),
                option("version", VERSION, Folds.FLAG).letter('V').help("show the version"),
                flag("unprivileged", UNPRIVILEGED)
                        .rpc("unprivileged", 67)
                        .refused("running without root is not there yet; run it as root")
                        .help("run without root, with what CAP_CHECKPOINT_RESTORE allows"),
                flag("deprecated", DEPRECATED)
                        .undocumented()
                        .unused("Stasis has no deprecated features to allow")
                        .help("allow deprecated features"),
                flag("stream", STREAM)
                        .on(Command.DUMP, Command.PRE_DUMP, Command.RESTORE, Command.CPUINFO)
                        .refused("streaming images to criu-image-streamer is not there yet; use --images-dir")
                        .help("exchange images with criu-image-streamer"));
    }
}
