package dev.stasis.engine.api.option;

import static dev.stasis.engine.api.option.OptionBuilder.option;

import dev.stasis.engine.api.request.CpuCap;
import java.util.List;
import java.util.Optional;

/** What is checked about kernel and processor. */
final class CheckOptions {
    /** How far {@code check} looks; {@code --all} sets both. */
    record Scope(boolean extra, boolean experimental) {}

    static final Setting<Scope> SCOPE = new Setting<>("extra", new Scope(false, false));
    static final Setting<Optional<String>> FEATURE = new Setting<>("feature", Optional.empty());
    static final Setting<CpuCap> CPU_CAP = new Setting<>("cpu-cap", CpuCap.DEFAULT);

    private CheckOptions() {}

    static List<Option<?>> all() {
        return List.of(
                option("cpu-cap", CPU_CAP, CpuCapText::apply)
                        .mayTake("CAP,...")
                        .on(Command.DUMP, Command.RESTORE, Command.CPUINFO)
                        .rpc("cpu_cap", 20)
                        .help("what the processor must have and what is written down: fpu, cpu, ins, all, none;"
                                + " ^CAP: not this; without CAP: all (default fpu,ins)"),
                option("feature", FEATURE, Folds.TEXT)
                        .takes("NAME")
                        .on(Command.CHECK)
                        .help("look at this feature only; list: show their names"),
                option("extra", SCOPE, (before, use) -> new Scope(!use.negated(), before.experimental()))
                        .negatable()
                        .on(Command.CHECK)
                        .help("look at what only some programs need, too"),
                option("experimental", SCOPE, (before, use) -> new Scope(before.extra(), !use.negated()))
                        .negatable()
                        .on(Command.CHECK)
                        .help("look at what is experimental, too"),
                option("all", SCOPE, (before, use) -> new Scope(true, true))
                        .on(Command.CHECK)
                        .help("both of these"),
                option("ms", SCOPE, CheckOptions::withdrawn)
                        .on(Command.CHECK)
                        .undocumented()
                        .help("withdrawn from CRIU"));
    }

    private static Scope withdrawn(Scope before, Occurrence use) {
        throw CommandLineError.value("--ms is deprecated; see \"Check options\" of criu --help");
    }
}
