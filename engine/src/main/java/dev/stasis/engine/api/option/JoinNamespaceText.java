package dev.stasis.engine.api.option;

import dev.stasis.engine.api.request.JoinNamespace;
import dev.stasis.engine.api.request.NamespaceKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** Reads {@code NS:FILE[,UID,GID]} of {@code --join-ns}. */
final class JoinNamespaceText {
    private JoinNamespaceText() {}

    static List<JoinNamespace> add(List<JoinNamespace> before, Occurrence use) {
        int colon = use.text().indexOf(':');
        if (colon < 0) {
            throw use.invalid();
        }
        NamespaceKind kind = kind(use.text().substring(0, colon));
        String[] parts = use.text().substring(colon + 1).split(",", -1);
        JoinNamespace joined = kind == NamespaceKind.USER && parts.length > 1
                ? new JoinNamespace(kind, file(kind, parts[0]), id(parts, 1), id(parts, 2))
                : new JoinNamespace(kind, file(kind, parts[0]), OptionalInt.empty(), OptionalInt.empty());
        if (!Files.exists(Path.of(joined.file()))) {
            throw CommandLineError.value("Can't access join-ns file " + joined.file() + ": No such file or directory");
        }
        return Folds.append(before, joined);
    }

    private static NamespaceKind kind(String word) {
        if (word.equals("pid")) {
            throw CommandLineError.value("join-ns pid namespace not supported");
        }
        return Arrays.stream(NamespaceKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> CommandLineError.value("invalid namespace type " + word));
    }

    private static String file(NamespaceKind kind, String text) {
        return Folds.number(text).isPresent() ? "/proc/" + text + "/ns/" + kind.word() : text;
    }

    private static OptionalInt id(String[] parts, int index) {
        OptionalInt id = index < parts.length ? Folds.number(parts[index]) : OptionalInt.empty();
        if (id.isEmpty()) {
            throw CommandLineError.value("invalid user namespace extra_opts " + String.join(",", parts));
        }
        return id;
    }
}
