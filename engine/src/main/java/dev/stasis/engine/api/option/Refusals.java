package dev.stasis.engine.api.option;

import dev.stasis.engine.api.error.Unsupported;

/** Stops what Stasis knows but cannot do yet, before anything is done. */
public final class Refusals {
    private Refusals() {}

    /** Options count only where the command uses them, and where they change something. */
    public static void check(Invocation invocation) {
        Command command = invocation.command();
        if (command.support().isRefused()) {
            throw new Unsupported(command.word() + ": " + command.support().sentence());
        }
        Settings settings = invocation.settings();
        for (Option<?> option : OptionCatalogue.all()) {
            if (option.support().isRefused()
                    && option.isFor(command)
                    && settings.given().contains(option)
                    && settings.isChanged(option.setting())) {
                throw new Unsupported(
                        "--" + option.name() + ": " + option.support().sentence());
            }
        }
    }
}
