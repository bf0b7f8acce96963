package dev.stasis.engine.api.request;

import dev.stasis.engine.api.error.Unsupported;
import java.util.List;
import java.util.Set;

/** Which objects outside the tree this version knows how to treat. */
public final class ExternalRules {
    /** Those that a dump leaves to the restore's caller, who brings them by {@code --inherit-fd}. */
    private static final Set<String> KNOWN = Set.of("file", "tty", "unix");

    private ExternalRules() {}

    /** Refuses the first object of another type. */
    public static void check(List<External> externals) {
        for (External external : externals) {
            if (!KNOWN.contains(external.type())) {
                throw new Unsupported("--external " + external + ": objects of type " + external.type()
                        + " cannot be outside the tree yet; leave the option out, or run the tree without one");
            }
        }
    }
}
