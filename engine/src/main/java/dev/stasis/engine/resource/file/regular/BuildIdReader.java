package dev.stasis.engine.resource.file.regular;

import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.FileCalls;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the build id in an ELF file: elf.h, man 5 elf. Anything that does not look like one just has no build id. */
final class BuildIdReader {
    private static final int HEAD = 4096;
    private static final int MAGIC = 0x464c457f;
    private static final int CLASS = 4;
    private static final int CLASS_64 = 2;
    private static final int PT_NOTE = 4;
    private static final int NT_GNU_BUILD_ID = 3;
    private static final int GNU = 0x554e47;
    private static final int LONGEST = 64;
    private static final int LONGEST_NOTES = 64 << 10;

    private final FileCalls files;
    private final Fd file;

    private BuildIdReader(FileCalls files, Fd file) {
        this.files = files;
        this.file = file;
    }

    /** Requires: the file can be read, by pread(2); its position stays. */
    static Optional<BuildId> read(FileCalls files, Fd file) {
        return new BuildIdReader(files, file).find();
    }

    private Optional<BuildId> find() {
        try (Arena arena = new Arena()) {
            Block head = arena.allocate(HEAD);
            Result got = files.pread(file, head, 0);
            if (!got.ok() || got.raw() < LONGEST || head.getInt(0) != MAGIC) {
                return Optional.empty();
            }
            return inNotes(arena, head.slice(0, got.raw()), head.getByte(CLASS) == CLASS_64);
        }
    }

    private Optional<BuildId> inNotes(Arena arena, Block head, boolean wide) {
        long table = wide ? head.getLong(32) : Integer.toUnsignedLong(head.getInt(28));
        int size = head.getShort(wide ? 54 : 42) & 0xffff;
        int count = head.getShort(wide ? 56 : 44) & 0xffff;
        if (size < (wide ? 56 : 32) || table < 0 || table + (long) size * count > head.size()) {
            return Optional.empty();
        }
        for (int i = 0; i < count; i++) {
            Block segment = head.slice(table + (long) i * size, size);
            if (segment.getInt(0) == PT_NOTE) {
                long offset = wide ? segment.getLong(8) : Integer.toUnsignedLong(segment.getInt(4));
                long length = wide ? segment.getLong(32) : Integer.toUnsignedLong(segment.getInt(16));
                Optional<BuildId> found = inSegment(arena, head, offset, length);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<BuildId> inSegment(Arena arena, Block head, long offset, long length) {
        if (offset < 0 || length <= 0 || length > LONGEST_NOTES) {
            return Optional.empty();
        }
        if (offset + length <= head.size()) {
            return inNotes(head.slice(offset, length));
        }
        Block notes = arena.allocate(length);
        Result got = files.pread(file, notes, offset);
        return got.ok() && got.raw() == length ? inNotes(notes) : Optional.empty();
    }

    /** Elf_Nhdr: lengths of name and content, type; both padded to four bytes. */
    private static Optional<BuildId> inNotes(Block notes) {
        long at = 0;
        while (at + 12 <= notes.size()) {
            long name = Integer.toUnsignedLong(notes.getInt(at));
            long content = Integer.toUnsignedLong(notes.getInt(at + 4));
            long begin = at + 12 + padded(name);
            if (begin + content > notes.size()) {
                return Optional.empty();
            }
            if (notes.getInt(at + 8) == NT_GNU_BUILD_ID && name == 4 && notes.getInt(at + 12) == GNU) {
                return content > LONGEST ? Optional.empty() : Optional.of(words(notes.slice(begin, content)));
            }
            at = begin + padded(content);
        }
        return Optional.empty();
    }

    private static BuildId words(Block bytes) {
        List<Integer> words = new ArrayList<>();
        for (long at = 0; at < bytes.size(); at += Integer.BYTES) {
            int word = 0;
            for (int i = 0; i < Integer.BYTES && at + i < bytes.size(); i++) {
                word |= (bytes.getByte(at + i) & 0xff) << (8 * i);
            }
            words.add(word);
        }
        return new BuildId(words);
    }

    private static long padded(long length) {
        return (length + 3) & -4;
    }
}
