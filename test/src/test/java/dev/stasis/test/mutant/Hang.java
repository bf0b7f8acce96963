package dev.stasis.test.mutant;

import java.util.Map;

/** A restore did not end in time. It cannot be broken off either: nothing more can be tried in this virtual machine. */
final class Hang extends AssertionError {
    private static final long serialVersionUID = 1L;

    Hang(int seconds) {
        super("the restore did not end within " + seconds + " s: " + stacks());
    }

    private static String stacks() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Thread, StackTraceElement[]> each :
                Thread.getAllStackTraces().entrySet()) {
            if (each.getKey().getName().startsWith("stasis")) {
                text.append("\n  ").append(each.getKey().getName());
                for (StackTraceElement frame : each.getValue()) {
                    text.append("\n    ").append(frame);
                }
            }
        }
        return text.toString();
    }
}
