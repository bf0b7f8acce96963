package dev.stasis.engine.resource.file;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.request.Restore;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a file restorer may ask of the restore it belongs to. */
public abstract class FileRestore {
    private final Map<Class<?>, Object> states = new HashMap<>();

    public abstract Linux linux();

    public abstract Restore request();

    public abstract Log log();

    /** Opens the description {@code id} now if it is not open yet; the restore keeps it and closes it. */
    public abstract Fd open(int id);

    /** The record of description {@code id}, if it is of type {@code type}. */
    public abstract <T> T record(int id, Class<T> type);

    /** All records of one kind with their ids, in the order of the image. */
    public abstract <T> List<Identified<T>> all(Class<T> type);

    /** The descriptors under which a process holds its files. */
    public abstract List<Descriptor> descriptors(int pid);

    /** Whether the owner is made by this restore. */
    public abstract boolean inTree(FileOwner owner);

    /** State shared by all files of one restore, made on first use: socket pairs half handed out, ghosts already made. */
    public final <S> S shared(Class<S> type, Supplier<S> first) {
        return type.cast(states.computeIfAbsent(type, ignored -> first.get()));
    }

    /** Lets go of what the kinds shared: anchors of files without a name, ends of pipes. To be called when all hold theirs. */
    public final void closeShared() {
        for (Object state : states.values()) {
            if (state instanceof AutoCloseable closeable) {
                try {
                    closeable.close();
                } catch (Exception failure) {
                    log().warn("closing " + state + ": " + failure.getMessage());
                }
            }
        }
        states.clear();
    }

    /** A record and its id. */
    public record Identified<T>(int id, T record) {}
}
