package dev.stasis.engine.api.option;

import static dev.stasis.engine.api.option.OptionBuilder.flag;
import static dev.stasis.engine.api.option.OptionBuilder.option;

import dev.stasis.engine.api.request.DumpFiles;
import dev.stasis.engine.api.request.FileValidation;
import dev.stasis.engine.api.request.InheritFd;
import java.util.List;
import java.util.Set;

/** Open files. */
final class FileOptions {
    static final Setting<Boolean> LOCKS = new Setting<>("file-locks", false);
    static final Setting<Boolean> LINK_REMAP = new Setting<>("link-remap", false);
    static final Setting<Long> GHOST_LIMIT = new Setting<>("ghost-limit", DumpFiles.DEFAULT_GHOST_LIMIT);
    static final Setting<Boolean> GHOST_FIEMAP = new Setting<>("ghost-fiemap", true);
    static final Setting<Boolean> FORCE_IRMAP = new Setting<>("force-irmap", false);
    static final Setting<List<String>> IRMAP_SCAN = new Setting<>("irmap-scan-path", List.of());
    static final Setting<Boolean> EVASIVE_DEVICES = new Setting<>("evasive-devices", false);
    static final Setting<Boolean> SKIP_PERMISSIONS = new Setting<>("skip-file-rwx-check", false);
    static final Setting<FileValidation> VALIDATION = new Setting<>("file-validation", FileValidation.BUILD_ID);
    static final Setting<List<InheritFd>> INHERITED = new Setting<>("inherit-fd", List.of());
    static final Setting<ExternalUnix> EXTERNAL_UNIX = new Setting<>("ext-unix-sk", new ExternalUnix(false, Set.of()));

    private FileOptions() {}

    static List<Option<?>> all() {
        return List.of(
                flag("file-locks", LOCKS)
                        .letter('l')
                        .on(Command.DUMP, Command.RESTORE)
                        .rpc("file_locks", 8)
                        .help("save and restore file locks; every holder must be in the tree"),
                flag("link-remap", LINK_REMAP)
                        .on(Command.DUMP)
                        .rpc("link_remap", 18)
                        .help("give files that lost their name but have another a temporary one"),
                option("ghost-limit", GHOST_LIMIT, (before, use) -> Folds.bytes(use.text()))
                        .takes("SIZE")
                        .on(Command.DUMP)
                        .rpc("ghost_limit", 35)
                        .help("largest unlinked file to save; K, M, G as in 16M (default 1M)"),
                flag("ghost-fiemap", GHOST_FIEMAP)
                        .on(Command.DUMP)
                        .unused("Stasis finds the holes of unlinked files by SEEK_DATA, with the same result")
                        .help("find the holes of unlinked files by FIEMAP (default)"),
                flag("force-irmap", FORCE_IRMAP)
                        .on(Command.DUMP, Command.PRE_DUMP)
                        .rpc("force_irmap", 21)
                        .refused("inotify and fanotify watches cannot be saved yet")
                        .help("search the paths of watched inodes always"),
                option("irmap-scan-path", IRMAP_SCAN, Folds.TEXTS)
                        .takes("PATH")
                        .repeatable()
                        .on(Command.DUMP, Command.PRE_DUMP)
                        .rpc("irmap_scan_paths", 36)
                        .refused("inotify and fanotify watches cannot be saved yet")
                        .help("search the paths of watched inodes here, too"),
                flag("evasive-devices", EVASIVE_DEVICES)
                        .on(Command.RESTORE)
                        .rpc("evasive_devices", 6)
                        .refused("looking for a device under another path is not there yet")
                        .help("take any path to the same device where the old one is gone"),
                flag("skip-file-rwx-check", SKIP_PERMISSIONS)
                        .on(Command.RESTORE)
                        .rpc("skip_file_rwx_check", 66)
                        .help("accept files whose permissions have changed"),
                option("file-validation", VALIDATION, FileOptions::validation)
                        .takes("METHOD")
                        .on(Command.DUMP, Command.RESTORE)
                        .help("how to tell that a file is still the same: filesize, or buildid (default)"),
                option("inherit-fd", INHERITED, InheritFdText::add)
                        .takes("fd[NUM]:RES")
                        .repeatable()
                        .on(Command.RESTORE)
                        .rpc("inherit_fd", 27)
                        .help("use the open descriptor NUM as RES: tty[RDEV:DEV], pipe:[INO], socket:[INO],"
                                + " file[MNT:INO], /memfd:NAME, or a path without its first slash"),
                option("ext-unix-sk", EXTERNAL_UNIX, ExternalUnix::add)
                        .letter('x')
                        .mayTake("INODE,...")
                        .repeatable()
                        .on(Command.DUMP, Command.RESTORE)
                        .rpc("ext_unix_sk", 4)
                        .undocumented()
                        .help("accept unix sockets whose other end is outside the tree"));
    }

    private static FileValidation validation(FileValidation before, Occurrence use) {
        return switch (use.text()) {
            case "filesize" -> FileValidation.FILE_SIZE;
            case "buildid" -> FileValidation.BUILD_ID;
            default -> throw CommandLineError.usage("Unknown file validation method `" + use.text() + "' selected");
        };
    }
}
