package dev.stasis.engine.resource.file.pipe;

import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.InheritedFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pipes of one restore, each made and filled when its first end is opened. */
final class RestoredPipes implements AutoCloseable {
    private final Map<Integer, RestoredPipe> pipes = new HashMap<>();

    private RestoredPipes() {}

    static RestoredPipe of(PipeEnd end, FileRestore restore) {
        RestoredPipes made = restore.shared(RestoredPipes.class, RestoredPipes::new);
        RestoredPipe known = made.pipes.get(end.pipe());
        if (known == null) {
            known = make(end.pipe(), restore);
            made.pipes.put(end.pipe(), known);
        }
        return known;
    }

    private static RestoredPipe make(int pipe, FileRestore restore) {
        List<PipeEnd> ends = restore.all(PipeEnd.class).stream()
                .map(FileRestore.Identified::record)
                .filter(end -> end.pipe() == pipe)
                .toList();
        boolean packets = ends.stream().anyMatch(end -> end.writes() && end.packets());
        Optional<PipeContent> content =
                ends.stream().flatMap(end -> end.content().stream()).findFirst();
        String name = "pipe:[" + Integer.toUnsignedString(pipe) + "]";
        Optional<Fd> inherited = InheritedFiles.find(restore, name)
                .or(() -> InheritedFiles.find(restore, "pipe[" + Integer.toUnsignedString(pipe) + "]"));
        if (inherited.isEmpty()
                && (ends.stream().noneMatch(PipeEnd::reads) || ends.stream().noneMatch(PipeEnd::writes))) {
            restore.log().info(name + " has one end in the images; the other is closed now");
        }
        return RestoredPipe.make(restore, name, inherited, content, packets);
    }

    /** Closes the ends that nobody took. */
    @Override
    public void close() {
        pipes.values().forEach(RestoredPipe::close);
    }
}
