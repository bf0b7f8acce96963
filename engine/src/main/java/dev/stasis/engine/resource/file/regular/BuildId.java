package dev.stasis.engine.resource.file.regular;

import java.util.List;

/**
 * The NT_GNU_BUILD_ID note of an ELF file.
 *
 * @param words its bytes, four to a little-endian word, padded with zeros
 */
public record BuildId(List<Integer> words) {
    public BuildId {
        words = List.copyOf(words);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int word : words) {
            text.append(String.format("%08x", Integer.reverseBytes(word)));
        }
        return text.toString();
    }
}
