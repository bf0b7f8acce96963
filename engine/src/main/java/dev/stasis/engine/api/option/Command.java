package dev.stasis.engine.api.option;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The command words of CRIU. */
public enum Command {
    DUMP("dump", "save a process tree as an image set"),
    PRE_DUMP("pre-dump", "save the memory of a running tree ahead of a dump"),
    RESTORE("restore", "bring the process tree of an image set back"),
    CHECK("check", "look whether the kernel has what is needed"),
    PAGE_SERVER("page-server", "receive the pages of a dump from another host"),
    LAZY_PAGES("lazy-pages", "fill the memory of restored tasks as they touch it"),
    SERVICE("service", "serve RPC requests"),
    SWRK("swrk", "serve one RPC request on an open socket"),
    DEDUP("dedup", "drop pages from parent image sets that a later set supersedes"),
    CPUINFO("cpuinfo", "save the processor's properties, or compare them with saved ones"),
    EXEC("exec", "withdrawn from CRIU"),
    SHOW("show", "withdrawn from CRIU");

    private final String word;
    private final String purpose;

    Command(String word, String purpose) {
        this.word = word;
        this.purpose = purpose;
    }

    public static Optional<Command> of(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word.equals(word))
                .findFirst();
    }

    static Set<Command> all() {
        return EnumSet.allOf(Command.class);
    }

    public String word() {
        return word;
    }

    public String purpose() {
        return purpose;
    }

    public Support support() {
        return switch (this) {
            case DUMP, PRE_DUMP, RESTORE, CHECK, CPUINFO, DEDUP, PAGE_SERVER, LAZY_PAGES -> Support.supported();
            case SERVICE, SWRK -> Support.refused("the RPC service is not there yet; use the command line");
            case EXEC, SHOW -> Support.unused("withdrawn from CRIU, and says so");
        };
    }
}
