package dev.stasis.engine.api.option;

import dev.stasis.engine.api.request.InheritFd;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code fd[NUM]:RESOURCE} of {@code --inherit-fd}, and {@code debug[NUM]:TEXT}. */
final class InheritFdText {
    /** The resource of {@code debug[NUM]:TEXT}, which is printed into the descriptor, not inherited. */
    static final String DEBUG = "debug:";

    private static final Pattern FORM = Pattern.compile("(fd|debug)\\[(\\d{1,9})]:(.*)", Pattern.DOTALL);

    private InheritFdText() {}

    static List<InheritFd> add(List<InheritFd> before, Occurrence use) {
        Matcher matcher = FORM.matcher(use.text());
        if (!matcher.matches() || matcher.group(3).isEmpty()) {
            throw CommandLineError.value("Invalid inherit fd argument: " + use.text());
        }
        int fd = Integer.parseInt(matcher.group(2));
        String resource = matcher.group(1).equals("debug") ? DEBUG + matcher.group(3) : matcher.group(3);
        boolean taken = before.stream().anyMatch(one -> one.resource().equals(resource));
        if (taken) {
            throw CommandLineError.value("--inherit-fd: " + resource + " is given twice");
        }
        return Folds.append(before, new InheritFd(fd, resource));
    }
}
