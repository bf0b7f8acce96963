package dev.stasis.engine.resource.file.fifo;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.pipe.PipeContentWriter;
import dev.stasis.engine.resource.file.regular.RegularFile;
import dev.stasis.engine.resource.file.regular.RegularFiles;
import java.util.HashMap;
import java.util.Map;

/** The FIFOs of one restore, held open for reading and writing until all tasks hold theirs, each filled once. */
final class RestoredFifos implements AutoCloseable {
    private final Map<Integer, Fd> held = new HashMap<>();

    private RestoredFifos() {}

    static void hold(Fifo fifo, RegularFile path, FileRestore restore) {
        Map<Integer, Fd> held = restore.shared(RestoredFifos.class, RestoredFifos::new).held;
        if (held.containsKey(fifo.pipe())) {
            return;
        }
        Fd end = RegularFiles.open(restore, path, Fcntl.O_RDWR | Fcntl.O_NONBLOCK);
        held.put(fifo.pipe(), end);
        fifo.content()
                .ifPresent(content -> PipeContentWriter.write(
                        restore, content, end, (path.flags() & Fcntl.O_DIRECT) != 0, path.path()));
    }

    @Override
    public void close() {
        held.values().forEach(Fd::close);
        held.clear();
    }
}
