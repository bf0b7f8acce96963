package dev.stasis.engine.api.option;

import java.util.HashSet;
import java.util.Set;

/**
 * Value of {@code --ext-unix-sk}.
 *
 * @param given the option occurred, with or without inodes
 */
record ExternalUnix(boolean given, Set<Long> inodes) {
    static ExternalUnix add(ExternalUnix before, Occurrence use) {
        String text = use.argument();
        if (text == null) {
            return new ExternalUnix(true, before.inodes);
        }
        Set<Long> all = new HashSet<>(before.inodes);
        for (String word : text.split(",", -1)) {
            all.add(inode(word, text));
        }
        return new ExternalUnix(true, Set.copyOf(all));
    }

    private static long inode(String word, String text) {
        try {
            long inode = Long.parseLong(word);
            if (inode > 0) {
                return inode;
            }
        } catch (NumberFormatException unreadable) {
            // said below, for zero and negative numbers alike
        }
        throw CommandLineError.value("Failed to parse unix socket inode from optarg: " + text);
    }
}
