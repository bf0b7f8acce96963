package dev.stasis.engine.resource.memory;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** A dump of nothing but memory, which gives every file behind a mapping an id of its own and remembers its path. */
final class DumpedMemory extends FileDump implements MappedFiles {
    /** Paths, the one with id 1 first. */
    final List<Path> paths = new ArrayList<>();

    /** The files themselves, in the same order. */
    final List<Fd> files = new ArrayList<>();

    @Override
    public int idForMapping(FileDump dump, int pid, long start, long end) {
        return add("/proc/" + pid + "/map_files/" + Long.toHexString(start) + "-" + Long.toHexString(end));
    }

    @Override
    public int idForExecutable(FileDump dump, int pid) {
        return add("/proc/" + pid + "/exe");
    }

    private int add(String link) {
        try {
            paths.add(Files.readSymbolicLink(Path.of(link)));
            Linux linux = Linux.real();
            int mode = (int) Files.getAttribute(Path.of(link), "unix:mode", LinkOption.NOFOLLOW_LINKS);
            files.add(linux.files().open(link, (mode & 0200) != 0 && !link.endsWith("exe") ? 2 : 0, 0));
            return paths.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Linux linux() {
        return Linux.real();
    }

    @Override
    public Dump request() {
        throw new UnsupportedOperationException("a dump of nothing but memory has no request");
    }

    @Override
    public Log log() {
        return Log.NONE;
    }

    @Override
    public boolean inTree(int pid) {
        return true;
    }

    @Override
    public OptionalInt idOf(int pid, int number) {
        return OptionalInt.empty();
    }

    @Override
    public int newId() {
        paths.add(Path.of(""));
        return paths.size();
    }

    @Override
    public <T> void add(int id, FileKind<T> kind, T record) {
        throw new UnsupportedOperationException("no descriptions are added here");
    }
}
