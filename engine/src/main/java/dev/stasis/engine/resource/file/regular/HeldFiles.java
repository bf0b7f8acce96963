package dev.stasis.engine.resource.file.regular;

import dev.stasis.engine.api.error.TaskGone;
import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Stat;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.FileStat;
import dev.stasis.engine.resource.file.memfd.MemFds;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Files that processes hold without a descriptor: one record for one file, however often it is mapped. */
final class HeldFiles {
    private final Map<Key, Integer> ids = new HashMap<>();

    private record Key(long device, long inode, String link) {}

    private HeldFiles() {}

    static HeldFiles of(FileDump dump) {
        return dump.shared(HeldFiles.class, HeldFiles::new);
    }

    /**
     * @param way a symbolic link of /proc that leads to the file
     * @param who names it in errors, without its path
     */
    int id(FileDump dump, String way, String who) {
        StringBuilder link = new StringBuilder();
        Result read = dump.linux().files().tryReadLink(way, link);
        if (!read.ok()) {
            throw new TaskGone("cannot read " + way + ", " + who + ": the process ended while it was dumped");
        }
        FileStat stat = FileStat.at(dump.linux().paths(), way)
                .orElseThrow(() ->
                        new TaskGone("cannot look at " + way + ", " + who + ": the process ended while it was dumped"));
        Key key = new Key(stat.device(), stat.inode(), link.toString());
        Integer known = ids.get(key);
        if (known == null && MemFds.isOne(link.toString())) {
            return MemFds.idForMapping(dump, link.toString(), way, stat, who + " (" + link + ")");
        }
        if (known == null) {
            known = add(dump, new FoundFile(link.toString(), stat, -1, way, who + " (" + link + ")"));
            ids.put(key, known);
        }
        return known;
    }

    private static int add(FileDump dump, FoundFile file) {
        FilePlace place = FilePlace.of(file, dump);
        RegularFile record = new RegularFile(
                place.path(),
                0,
                0,
                FileOwner.NONE,
                OptionalInt.of(file.stat().mode()),
                RegularFileDumper.size(file.stat()),
                buildId(dump, file),
                place.external(),
                place.remap());
        int id = dump.newId();
        dump.add(id, RegularFiles.KIND, record);
        return id;
    }

    private static Optional<BuildId> buildId(FileDump dump, FoundFile file) {
        if (!file.stat().is(Stat.S_IFREG)) {
            return Optional.empty();
        }
        Result opened = dump.linux().files().tryOpen(file.way(), Fcntl.O_RDONLY | Fcntl.O_NONBLOCK, 0);
        if (!opened.ok()) {
            return Optional.empty();
        }
        try (Fd content = Fd.owning(dump.linux().files(), (int) opened.raw())) {
            return RegularFileDumper.buildId(dump, file.stat(), content);
        }
    }
}
