package dev.stasis.engine.resource.file.lock;

import dev.stasis.engine.api.error.Unsupported;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the locks of a tree from the fdinfo of its descriptors. */
public final class FileLockDumper {
    private static final String LINE = "lock:";
    private static final String TO_THE_END = "EOF";

    /* "1: POSIX  ADVISORY  WRITE 4711 fe:00:2146702 5 14" */
    private static final int WORD = 1;
    private static final int STATE = 2;
    private static final int TYPE = 3;
    private static final int START = 6;
    private static final int END = 7;
    private static final int WORDS = 8;

    private final boolean wanted;
    private final List<FileLock> locks = new ArrayList<>();
    private final Set<Key> known = new HashSet<>();

    /** What makes two lines tell of the same lock; the holder is 0 for what belongs to a description. */
    private record Key(FileLock.Kind kind, int holder, int fileId, long start) {}

    /**
     * @param wanted locks are saved; without it they stop the dump
     */
    public FileLockDumper(boolean wanted) {
        this.wanted = wanted;
    }

    /**
     * Takes note of the locks shown at a descriptor.
     *
     * @param link what the descriptor refers to, for errors
     * @param fileId of its open file description
     * @param details lines of its fdinfo
     */
    public void look(int pid, int number, String link, int fileId, List<String> details) {
        for (String detail : details) {
            if (detail.startsWith(LINE)) {
                String subject = "process " + pid + ": its fd " + number + " (" + link + ") holds a file lock ("
                        + detail.substring(LINE.length()).strip() + ")";
                if (!wanted) {
                    throw new Unsupported("cannot dump " + subject + "; consider using --file-locks, or let the program"
                            + " release it first");
                }
                FileLock lock = parse(pid, number, detail, subject);
                int holder = lock.kind() == FileLock.Kind.POSIX ? pid : 0;
                if (known.add(new Key(lock.kind(), holder, fileId, lock.start()))) {
                    locks.add(lock);
                }
            }
        }
    }

    /** Each lock once. */
    public List<FileLock> locks() {
        return List.copyOf(locks);
    }

    private static FileLock parse(int pid, int number, String detail, String subject) {
        String[] words = detail.substring(LINE.length()).strip().split("\\s+", -1);
        Optional<FileLock.Kind> kind = words.length < WORDS
                ? Optional.empty()
                : Arrays.stream(FileLock.Kind.values())
                        .filter(known -> known.word().equals(words[WORD]))
                        .findFirst();
        if (kind.isEmpty() || !List.of("READ", "WRITE").contains(words[TYPE])) {
            throw new Unsupported(
                    "cannot dump " + subject + ", of a kind that is not known; let the program release it");
        }
        if (kind.get() == FileLock.Kind.LEASE && !words[STATE].equals("ACTIVE")) {
            throw new Unsupported("cannot dump " + subject + ", which is being broken by another process; try again");
        }
        long start = Long.parseLong(words[START]);
        long length = words[END].equals(TO_THE_END) ? 0 : Long.parseLong(words[END]) - start + 1;
        return new FileLock(kind.get(), words[TYPE].equals("WRITE"), pid, number, start, length);
    }
}
