package dev.stasis.engine.api.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.engine.api.request.AfterRestore;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.Restore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionDefaultsTest {
    /** Defaults that are not "off", "none given" or "an empty list". */
    private static final Map<String, String> SPECIAL = Map.of(
            "verbosity", "2",
            "timeout", "10",
            "ghost-limit", "1048576",
            "ghost-fiemap", "true",
            "cpu-cap", "CpuCap[fpu=true, cpu=false, ins=true, image=false]",
            "manage-cgroups", "SOFT",
            "file-validation", "BUILD_ID",
            "network-lock", "IPTABLES",
            "pre-dump-mode", "SPLICE");

    private static final List<String> PLAIN = List.of(
            "false",
            "[]",
            "Optional.empty",
            "OptionalInt.empty",
            "Scope[extra=false, experimental=false]",
            "ExternalUnix[given=false, inodes=[]]");

    @Test
    void areCrius() {
        for (Option<?> option : OptionCatalogue.all()) {
            if (OptionCatalogue.own().contains(option)) {
                continue;
            }
            String initial = String.valueOf(option.setting().initial());
            String special = SPECIAL.get(option.name());
            if (special == null) {
                assertEquals(true, PLAIN.contains(initial), option.name() + " is " + initial);
            } else {
                assertEquals(special, initial, option.name());
            }
        }
    }

    @Test
    void makeTheDefaultRequests() {
        ImageDirs dirs = ImageDirs.of(Path.of("/images"));
        Settings settings = new Settings();
        settings.apply(OptionCatalogue.lettered('t').orElseThrow(), new Occurrence("-t", "4711", false));
        assertEquals(
                Optional.of(Dump.of(4711, dirs)), Requests.of(new Invocation(Command.DUMP, List.of(), settings), dirs));
        assertEquals(
                Optional.of(Restore.of(dirs, AfterRestore.DEFAULT)),
                Requests.of(new Invocation(Command.RESTORE, List.of(), new Settings()), dirs));
    }
}
