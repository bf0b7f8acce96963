package dev.stasis.engine.resource.memory;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.request.Restore;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.Descriptor;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.FileRestore;
import java.util.List;

/** A restore of nothing but memory, with the files that its dump had kept open. */
final class RestoredMemory extends FileRestore {
    private final DumpedMemory dumped;

    RestoredMemory(DumpedMemory dumped) {
        this.dumped = dumped;
    }

    @Override
    public Fd open(int id) {
        if (id > dumped.files.size()) {
            throw new ImageDamaged("there is no file " + id);
        }
        return dumped.files.get(id - 1);
    }

    @Override
    public Linux linux() {
        return Linux.real();
    }

    @Override
    public Log log() {
        return Log.NONE;
    }

    @Override
    public Restore request() {
        throw new UnsupportedOperationException("a restore of nothing but memory has no request");
    }

    @Override
    public <T> T record(int id, Class<T> type) {
        throw new UnsupportedOperationException("files have no records here");
    }

    @Override
    public <T> List<Identified<T>> all(Class<T> type) {
        return List.of();
    }

    @Override
    public boolean inTree(FileOwner owner) {
        return true;
    }

    @Override
    public List<Descriptor> descriptors(int pid) {
        return List.of();
    }
}
