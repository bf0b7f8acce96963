package dev.stasis.engine.resource.file;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.kernel.call.Linux;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/** A dump of some descriptors of one or more processes, without a freeze. */
public final class DumpInTest extends FileDump {
    private record Place(int pid, int number) {}

    private final Map<Place, Integer> ids = new HashMap<>();
    private final Map<Integer, Object> records = new HashMap<>();
    private final Dump request;
    private int next = 1;

    public DumpInTest() {
        this(Dump.of(1, ImageDirs.of(Path.of("/tmp"))));
    }

    public DumpInTest(Dump request) {
        this.request = request;
    }

    /** Makes descriptor {@code number} known, as what a dump finds before it dumps the first file. */
    public DumpInTest knows(int pid, int number, int id) {
        ids.put(new Place(pid, number), id);
        next = Math.max(next, id + 1);
        return this;
    }

    public Map<Integer, Object> added() {
        return records;
    }

    @Override
    public Linux linux() {
        return Linux.real();
    }

    @Override
    public Dump request() {
        return request;
    }

    @Override
    public Log log() {
        return Log.NONE;
    }

    @Override
    public boolean inTree(int pid) {
        return ids.keySet().stream().anyMatch(place -> place.pid == pid);
    }

    @Override
    public OptionalInt idOf(int pid, int number) {
        Integer id = ids.get(new Place(pid, number));
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    @Override
    public int newId() {
        return next++;
    }

    @Override
    public <T> void add(int id, FileKind<T> kind, T record) {
        records.put(id, record);
    }
}
