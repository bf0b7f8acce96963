package dev.stasis.test.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a restore can leave behind beside processes: files in the folders that it may write, descriptors, memory taken. */
final class Traces {
    /** S_IFSOCK in octal. */
    private static final String SOCKET = "14";
    /** KiB; a restored process of the sets has a few MB, this virtual machine grows slowly. */
    private static final long MOST_GROWTH = 128 << 10;

    private final List<Path> folders;
    private final Map<Path, String> files;
    private final int descriptors;
    private final long own;
    private final long children;

    /** Looks at what there is now. */
    Traces(List<Path> folders) {
        this.folders = folders;
        this.files = files();
        this.descriptors = descriptors().size();
        this.own = Usage.own().peakKib();
        this.children = Usage.children().peakKib();
    }

    /** Throws AssertionError when there is more, or less, than when this was made. */
    void requireNone() {
        Map<Path, String> now = files();
        if (!now.equals(files)) {
            Map<Path, String> gone = new TreeMap<>(files);
            gone.entrySet().removeAll(now.entrySet());
            now.entrySet().removeAll(files.entrySet());
            throw new AssertionError("files were " + gone + ", now " + now);
        }
        requireNoDescriptors();
        requireModesty("this virtual machine", own, Usage.own().peakKib());
        requireModesty("a restored process", children, Usage.children().peakKib());
    }

    /** Sockets that have come are those of the restored tree, which is ended by now. */
    void removeSockets() {
        for (Map.Entry<Path, String> each : files().entrySet()) {
            if (!files.containsKey(each.getKey()) && each.getValue().startsWith(SOCKET)) {
                try {
                    Files.delete(each.getKey());
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        }
    }

    private void requireNoDescriptors() {
        List<String> open = descriptors();
        if (open.size() > descriptors) {
            throw new AssertionError(
                    "descriptors were " + descriptors + ", now there are " + open.size() + ": " + open);
        }
    }

    private static void requireModesty(String who, long before, long now) {
        if (now - before > MOST_GROWTH) {
            throw new AssertionError(who + " had " + before + " KiB of memory at most before, now " + now);
        }
    }

    private Map<Path, String> files() {
        Map<Path, String> found = new TreeMap<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.forEach(file -> found.put(file, look(file)));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return found;
    }

    /** Mode with the type, and the size where it is the file's own. */
    private static String look(Path file) {
        try {
            int mode = (int) Files.getAttribute(file, "unix:mode", LinkOption.NOFOLLOW_LINKS);
            return Integer.toOctalString(mode)
                    + (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? " " + Files.size(file) : "");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> descriptors() {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.map(Traces::target).filter(name -> !name.isEmpty()).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the virtual machine opens for itself is left out; the listing's own descriptor is gone by now. */
    private static String target(Path link) {
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.endsWith(".jar") || target.startsWith("/sys/fs/cgroup/") || target.endsWith("/fd")
                    ? ""
                    : target;
        } catch (IOException gone) {
            return "";
        }
    }
}
