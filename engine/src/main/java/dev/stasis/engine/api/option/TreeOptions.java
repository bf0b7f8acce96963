package dev.stasis.engine.api.option;

import static dev.stasis.engine.api.option.OptionBuilder.flag;
import static dev.stasis.engine.api.option.OptionBuilder.option;

import dev.stasis.engine.api.request.AfterDump;
import dev.stasis.engine.api.request.Freezing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Which tree, how it is stopped, and what becomes of it. */
final class TreeOptions {
    static final Setting<OptionalInt> TREE = new Setting<>("tree", OptionalInt.empty());
    static final Setting<Optional<AfterDump>> AFTERWARDS = new Setting<>("afterwards", Optional.empty());
    static final Setting<Boolean> DETACHED = new Setting<>("detached", false);
    static final Setting<Boolean> SIBLING = new Setting<>("restore-sibling", false);
    static final Setting<Boolean> SHELL_JOB = new Setting<>("shell-job", false);
    static final Setting<Boolean> EXEC_COMMAND = new Setting<>("exec-cmd", false);
    static final Setting<Optional<String>> FREEZE_CGROUP = new Setting<>("freeze-cgroup", Optional.empty());
    static final Setting<Integer> TIMEOUT = new Setting<>("timeout", Freezing.DEFAULT_TIMEOUT_SECONDS);
    static final Setting<Boolean> ALLOW_UPROBES = new Setting<>("allow-uprobes", false);

    private TreeOptions() {}

    static List<Option<?>> all() {
        return List.of(
                option("tree", TREE, Folds.POSITIVE)
                        .letter('t')
                        .takes("PID")
                        .on(Command.DUMP, Command.PRE_DUMP)
                        .rpc("pid", 2)
                        .help("the process whose tree is saved"),
                option("leave-stopped", AFTERWARDS, (before, use) -> Optional.of(AfterDump.STOP))
                        .letter('s')
                        .on(Command.DUMP, Command.RESTORE)
                        .rpc("leave_stopped", 69)
                        .help("leave the tasks stopped when all is done"),
                option("leave-running", AFTERWARDS, (before, use) -> Optional.of(AfterDump.RUN))
                        .letter('R')
                        .on(Command.DUMP)
                        .rpc("leave_running", 3)
                        .help("let the tasks go on after the dump instead of killing them"),
                flag("restore-detached", DETACHED)
                        .letter('d')
                        .on(Command.RESTORE)
                        .help("end when the tree is restored, without waiting for it"),
                flag("restore-sibling", SIBLING)
                        .letter('S')
                        .on(Command.RESTORE)
                        .rpc("rst_sibling", 26)
                        .help("make the root a child of the caller; with --restore-detached only"),
                flag("shell-job", SHELL_JOB)
                        .letter('j')
                        .on(Command.DUMP, Command.RESTORE)
                        .rpc("shell_job", 7)
                        .help("accept a tree that belongs to a session, or has a terminal, from outside"),
                option("exec-cmd", EXEC_COMMAND, Folds.FLAG)
                        .on(Command.RESTORE)
                        .rpc("exec_cmd", 22)
                        .help("after the restore turn into the command that follows '--'"),
                option("freeze-cgroup", FREEZE_CGROUP, Folds.TEXT)
                        .takes("PATH")
                        .on(Command.DUMP, Command.PRE_DUMP)
                        .rpc("freeze_cgroup", 44)
                        .help("freeze the tasks by this freezer cgroup, which holds them all"),
                option("timeout", TIMEOUT, (before, use) -> Folds.leadingNumber(use.text()))
                        .takes("SECONDS")
                        .on(Command.DUMP, Command.PRE_DUMP)
                        .rpc("timeout", 45)
                        .help("give up stopping the tasks after so long; 0: never (default 10)"),
                flag("allow-uprobes", ALLOW_UPROBES)
                        .on(Command.DUMP, Command.RESTORE)
                        .refused("tasks with uprobes cannot be saved yet; remove the probes first")
                        .help("accept tasks that have uprobes"));
    }
}
