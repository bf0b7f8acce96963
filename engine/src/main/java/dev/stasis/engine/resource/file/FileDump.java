package dev.stasis.engine.resource.file;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.kernel.call.Linux;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** What a file dumper may ask of the dump it belongs to. */
public abstract class FileDump {
    private final Map<Class<?>, Object> states = new HashMap<>();

    public abstract Linux linux();

    public abstract Dump request();

    public abstract Log log();

    /** Whether {@code pid} belongs to the tree. */
    public abstract boolean inTree(int pid);

    /**
     * The id of the description that descriptor {@code number} of process {@code pid} refers to; empty when there is no
     * such descriptor. Known for all descriptors before the first file is dumped.
     */
    public abstract OptionalInt idOf(int pid, int number);

    /** A new id for a description that no descriptor refers to: a directory of a mapping, a path of a FIFO. */
    public abstract int newId();

    /** Adds a description that no descriptor refers to, under an id from {@link #newId}. */
    public abstract <T> void add(int id, FileKind<T> kind, T record);

    /** State shared by all files of one dump, made on first use: socket tables, the list of ghosts. */
    public final <S> S shared(Class<S> type, Supplier<S> first) {
        return type.cast(states.computeIfAbsent(type, ignored -> first.get()));
    }
}
