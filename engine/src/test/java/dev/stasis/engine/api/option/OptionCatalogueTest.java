package dev.stasis.engine.api.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OptionCatalogueTest {
    /** In the manual of CRIU 3.12, but not in the program. */
    private static final Set<String> MANUAL_ONLY = Set.of("cgroup-props-ignore-default");

    /** RPC members that no option stands for, and why. */
    private static final Map<String, String> RPC_ONLY = Map.of(
            "images_dir_fd", "the directory by descriptor",
            "notify_scripts", "calls back over the socket",
            "manage_cgroups", "older boolean form of manage_cgroups_mode",
            "unix_sk_ino", "inodes of ext_unix_sk",
            "auto_ext_mnt", "ext_mnt auto",
            "orphan_pts_master", "sends a descriptor over the socket",
            "pidfd_store_sk", "a socket of the client",
            "log_to_stderr", "the command line's default");

    private static final Map<String, Command> COMMANDS = Map.of(
            "D", Command.DUMP,
            "P", Command.PRE_DUMP,
            "R", Command.RESTORE,
            "C", Command.CHECK,
            "S", Command.PAGE_SERVER,
            "L", Command.LAZY_PAGES,
            "V", Command.SERVICE,
            "U", Command.CPUINFO);

    @Test
    void holdsEveryOptionOfCriuInItsForm() throws IOException {
        for (String[] row : Tables.read("criu-options.tsv")) {
            Option<?> option = OptionCatalogue.named(row[0]).orElseThrow(() -> new AssertionError("no --" + row[0]));
            assertEquals(row[1], option.letter().map(String::valueOf).orElse("-"), row[0] + ": letter");
            assertEquals(argument(row[2]), option.argument(), row[0] + ": argument");
            assertEquals(row[3].equals("no"), option.negatable(), row[0] + ": --no- form");
            assertEquals(commands(row[4]), option.commands(), row[0] + ": commands");
        }
    }

    @Test
    void holdsNothingThatCriuHasNot() throws IOException {
        Set<String> known =
                Tables.read("criu-options.tsv").stream().map(row -> row[0]).collect(Collectors.toSet());
        known.addAll(MANUAL_ONLY);
        for (Option<?> option : OptionCatalogue.all()) {
            boolean own = OptionCatalogue.own().contains(option);
            assertEquals(!own, known.contains(option.name()), option.name());
        }
    }

    @Test
    void holdsEachNameOnce() {
        Set<String> spellings = new HashSet<>();
        OptionCatalogue.spellings()
                .forEach(spelling -> assertTrue(spellings.add(spelling.name()), spelling.name() + " is there twice"));
    }

    @Test
    void sharesLettersOnlyWhereOneSettingIsMeant() {
        Map<Character, Setting<?>> settings = new HashMap<>();
        for (Option<?> option : OptionCatalogue.all()) {
            option.letter().ifPresent(letter -> {
                Setting<?> other = settings.putIfAbsent(letter, option.setting());
                assertTrue(other == null || other.equals(option.setting()), "-" + letter);
            });
        }
    }

    @Test
    void mapsEveryRpcMemberToOneOptionOrSaysWhyNot() throws IOException {
        Map<String, String> mapped = new HashMap<>();
        for (Option<?> option : OptionCatalogue.all()) {
            option.rpc()
                    .ifPresent(field ->
                            assertEquals(null, mapped.put(field.name(), String.valueOf(field.number())), field.name()));
        }
        for (String[] row : Tables.read("criu-opts.tsv")) {
            if (RPC_ONLY.containsKey(row[0])) {
                assertFalse(mapped.containsKey(row[0]), row[0] + " is mapped: strike it from the list");
            } else {
                assertEquals(row[1], mapped.remove(row[0]), row[0]);
            }
        }
        assertEquals(Map.of(), mapped, "members that the RPC schema has not");
    }

    @Test
    void saysForEveryOptionWhatItDoesAndWhyItIsRefused() {
        for (Option<?> option : OptionCatalogue.all()) {
            assertFalse(option.help().isBlank(), option.name());
            boolean needsSentence = option.support().state() != Support.State.SUPPORTED;
            assertEquals(needsSentence, !option.support().sentence().isBlank(), option.name());
            assertEquals(
                    option.argument() == Argument.NONE, option.valueName().isEmpty(), option.name() + ": value name");
        }
    }

    private static Argument argument(String code) {
        return switch (code) {
            case "0" -> Argument.NONE;
            case "R" -> Argument.REQUIRED;
            case "O" -> Argument.OPTIONAL;
            default -> throw new AssertionError(code);
        };
    }

    private static Set<Command> commands(String codes) {
        if (codes.equals("*")) {
            return Command.all();
        }
        Set<Command> commands = new HashSet<>();
        for (String code : codes.split(" ", -1)) {
            commands.add(COMMANDS.get(code));
        }
        return commands;
    }
}
