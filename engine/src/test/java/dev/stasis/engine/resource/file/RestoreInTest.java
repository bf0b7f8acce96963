package dev.stasis.engine.resource.file;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.request.AfterRestore;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.Restore;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens descriptions in this process. */
public final class RestoreInTest extends FileRestore implements AutoCloseable {
    private final Map<Integer, Entry<?>> entries = new LinkedHashMap<>();
    private final Map<Integer, Fd> opened = new HashMap<>();
    private final Map<Integer, List<Descriptor>> descriptors = new HashMap<>();

    private record Entry<T>(FileKind<T> kind, T record) {
        Fd open(FileRestore restore) {
            return kind.restorer().open(record, restore);
        }

        void finish(Fd file, Holder holder, FileRestore restore) {
            kind.restorer().finish(record, file, holder, restore);
        }
    }

    public <T> RestoreInTest knows(int id, FileKind<T> kind, T record) {
        entries.put(id, new Entry<>(kind, record));
        return this;
    }

    public void holds(int pid, int number, int id) {
        descriptors.computeIfAbsent(pid, any -> new ArrayList<>()).add(new Descriptor(number, false, id));
    }

    public void finish(int id, Holder holder) {
        entry(id).finish(open(id), holder, this);
    }

    /** What a dump says of the restored description. */
    public <T> T dumped(int id, FileKind<T> kind) {
        return RoundTrip.dump(kind, linux().processes().ownPid(), open(id).number(), new DumpInTest());
    }

    @Override
    public Linux linux() {
        return Linux.real();
    }

    @Override
    public Restore request() {
        return Restore.of(ImageDirs.of(Path.of("/tmp")), AfterRestore.DETACHED);
    }

    @Override
    public Log log() {
        return Log.NONE;
    }

    @Override
    public Fd open(int id) {
        Fd known = opened.get(id);
        if (known == null) {
            known = entry(id).open(this);
            opened.put(id, known);
        }
        return known;
    }

    private Entry<?> entry(int id) {
        Entry<?> entry = entries.get(id);
        if (entry == null) {
            throw new IllegalStateException("no record " + id);
        }
        return entry;
    }

    @Override
    public <T> T record(int id, Class<T> type) {
        return type.cast(entry(id).record());
    }

    @Override
    public <T> List<Identified<T>> all(Class<T> type) {
        return entries.entrySet().stream()
                .filter(each -> type.isInstance(each.getValue().record()))
                .map(each -> new Identified<>(
                        each.getKey(), type.cast(each.getValue().record())))
                .toList();
    }

    @Override
    public boolean inTree(FileOwner owner) {
        return true;
    }

    @Override
    public List<Descriptor> descriptors(int pid) {
        return descriptors.getOrDefault(pid, List.of());
    }

    @Override
    public void close() {
        opened.values().forEach(Fd::close);
    }
}
