package dev.stasis.engine.restore;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.request.Restore;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.Descriptor;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.Holder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The descriptions of one restore: opened here once, on demand, and kept until every task holds its own. */
final class RestoredFiles extends FileRestore implements AutoCloseable {
    private final Linux linux;
    private final Restore request;
    private final Log log;
    private final StoredFiles stored;
    private final List<TaskImages> tasks;
    private final Map<Integer, List<Descriptor>> descriptors = new HashMap<>();
    private final Map<Integer, Fd> opened = new LinkedHashMap<>();
    private final Set<Integer> opening = new HashSet<>();

    RestoredFiles(Linux linux, Restore request, Log log, StoredFiles stored, List<TaskImages> tasks) {
        this.linux = linux;
        this.request = request;
        this.log = log;
        this.stored = stored;
        this.tasks = tasks;
        for (TaskImages task : tasks) {
            descriptors.put(task.pid(), task.descriptors());
        }
    }

    @Override
    public Linux linux() {
        return linux;
    }

    @Override
    public Restore request() {
        return request;
    }

    @Override
    public Log log() {
        return log;
    }

    @Override
    public Fd open(int id) {
        Fd before = opened.get(id);
        if (before != null) {
            return before;
        }
        if (!opening.add(id)) {
            throw new ImageDamaged(
                    "files.img: file " + id + " needs itself to be opened; copy the image set again, or dump again");
        }
        Fd fresh = open(description(id));
        opened.put(id, fresh);
        return fresh;
    }

    private <T> Fd open(StoredFiles.Description<T> description) {
        return description.kind().restorer().open(description.record(), this);
    }

    /** Does what needs the holder's own numbers; once for each description, in its first holder. */
    void finish(RestoreTask task, List<Descriptor> held, Set<Integer> finished) {
        for (Descriptor descriptor : held) {
            if (finished.add(descriptor.fileId())) {
                finish(description(descriptor.fileId()), new Holder(task, descriptor.number()));
            }
        }
    }

    private <T> void finish(StoredFiles.Description<T> description, Holder holder) {
        description.kind().restorer().finish(description.record(), open(description.id()), holder, this);
    }

    @Override
    public <T> T record(int id, Class<T> type) {
        Object record = description(id).record();
        if (!type.isInstance(record)) {
            throw new ImageDamaged("files.img: file " + id + " is a "
                    + description(id).kind().noun() + " where a " + type.getSimpleName()
                    + " is needed; copy the image set again, or dump again");
        }
        return type.cast(record);
    }

    private StoredFiles.Description<?> description(int id) {
        StoredFiles.Description<?> description = stored.descriptions().get(id);
        if (description == null) {
            throw new ImageDamaged(
                    "files.img has no file " + id + ", which a process holds; copy the image set again, or dump again");
        }
        return description;
    }

    @Override
    public <T> List<Identified<T>> all(Class<T> type) {
        List<Identified<T>> found = new ArrayList<>();
        for (StoredFiles.Description<?> description : stored.descriptions().values()) {
            if (type.isInstance(description.record())) {
                found.add(new Identified<>(description.id(), type.cast(description.record())));
            }
        }
        return found;
    }

    @Override
    public List<Descriptor> descriptors(int pid) {
        return descriptors.getOrDefault(pid, List.of());
    }

    @Override
    public boolean inTree(FileOwner owner) {
        return tasks.stream().anyMatch(task -> task.is(owner));
    }

    /** Closes all that this process holds, so that only the tasks hold theirs. */
    void letGo() {
        closeShared();
        opened.values().forEach(Fd::close);
        opened.clear();
    }

    @Override
    public void close() {
        letGo();
    }
}
