package dev.stasis.engine.resource.file;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.request.AfterRestore;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.api.request.DumpFiles;
import dev.stasis.engine.api.request.ImageDirs;
import dev.stasis.engine.api.request.Restore;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.KeptMemories;
import dev.stasis.engine.pages.LocalPageStore;
import dev.stasis.engine.pages.PageDump;
import dev.stasis.engine.resource.Kinds;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageSetWriter;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.InventoryEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Descriptors of this very process, dumped into an image set and opened again from it. */
public final class FileRoundTrip {
    private static final Linux LINUX = Linux.real();

    private FileRoundTrip() {}

    /** A dump of open files, kind by kind, without sessions. */
    public static class TestDump extends FileDump {
        private final Dump request;
        private final Map<Integer, Dumped<?>> files = new LinkedHashMap<>();
        private final Map<Integer, Integer> ids = new LinkedHashMap<>();
        private int lastId;

        private record Dumped<T>(FileKind<T> kind, T record) {
            void write(int id, FileEntry.Builder entry, FileSink sink) {
                kind.image().write(record, id, entry, sink);
            }
        }

        public TestDump(Dump request) {
            this.request = request;
        }

        /** Dumps descriptors of this process. */
        public TestDump add(Fd... descriptors) throws IOException {
            for (Fd descriptor : descriptors) {
                ids.put(descriptor.number(), newId());
            }
            for (Fd descriptor : descriptors) {
                dump(descriptor);
            }
            return this;
        }

        private void dump(Fd descriptor) throws IOException {
            OpenFile file = openFile(descriptor);
            List<FileKind<?>> kinds = Kinds.files().stream()
                    .filter(kind -> kind.dumper().recognises(file))
                    .toList();
            if (kinds.size() != 1) {
                throw new AssertionError(file.describe() + " is of the kinds " + kinds);
            }
            dump(idOf(file.pid(), file.descriptor()).orElseThrow(), kinds.get(0), file);
        }

        private <T> void dump(int id, FileKind<T> kind, OpenFile file) {
            add(id, kind, kind.dumper().dump(file, this));
        }

        public Object record(Fd descriptor) {
            return known(files, id(descriptor)).record();
        }

        public int id(Fd descriptor) {
            return known(ids, descriptor.number());
        }

        /** Writes the set. */
        public void write(Path directory) throws IOException {
            try (ImageSetWriter set = ImageSetWriter.create(directory)) {
                List<FileEntry> entries = new ArrayList<>();
                try (StagedImages sink = new StagedImages(set)) {
                    files.forEach((id, dumped) -> {
                        FileEntry.Builder entry = FileEntry.newBuilder()
                                .setId(id)
                                .setType(dumped.kind().image().type());
                        dumped.write(id, entry, sink);
                        entries.add(entry.build());
                    });
                }
                set.writeAll(ImageType.FILES, 0, entries);
                try (LocalPageStore store = new LocalPageStore(LINUX, set, Optional.empty());
                        KeptMemories memories = KeptMemories.of(this)) {
                    new PageDump(LINUX, store).writeShared(memories);
                }
                set.commit(InventoryEntry.newBuilder().setImgVersion(2).build());
            }
        }

        @Override
        public Linux linux() {
            return LINUX;
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
            return pid == LINUX.processes().ownPid();
        }

        @Override
        public OptionalInt idOf(int pid, int number) {
            Integer id = ids.get(number);
            return id == null ? OptionalInt.empty() : OptionalInt.of(id);
        }

        @Override
        public int newId() {
            return ++lastId;
        }

        @Override
        public <T> void add(int id, FileKind<T> kind, T record) {
            files.put(id, new Dumped<>(kind, record));
        }
    }

    /** A restore of open files into this process. */
    public static final class TestRestore extends FileRestore implements AutoCloseable {
        private final Restore request;
        private final Map<Integer, Object> records = new LinkedHashMap<>();
        private final Map<Integer, FileKind<?>> kinds = new LinkedHashMap<>();
        private final Map<Integer, Fd> open = new LinkedHashMap<>();

        public TestRestore(Restore request) {
            this.request = request;
            ImageDirectory set = ImageDirectory.at(request.dirs().images());
            StoredImages source = new StoredImages(set);
            for (FileEntry entry : set.all(ImageType.FILES)) {
                FileKind<?> kind = Kinds.files().stream()
                        .filter(candidate -> candidate.image().type() == entry.getType())
                        .findFirst()
                        .orElseThrow();
                kinds.put(entry.getId(), kind);
                records.put(entry.getId(), kind.image().read(entry, source));
            }
        }

        public Object record(int id) {
            return known(records, id);
        }

        @Override
        public Linux linux() {
            return LINUX;
        }

        @Override
        public Restore request() {
            return request;
        }

        @Override
        public Log log() {
            return Log.NONE;
        }

        @Override
        public Fd open(int id) {
            Fd known = open.get(id);
            if (known == null) {
                known = open(known(kinds, id), id);
                open.put(id, known);
            }
            return known;
        }

        private <T> Fd open(FileKind<T> kind, int id) {
            return kind.restorer().open(kind.record().cast(known(records, id)), this);
        }

        /** Finishes as the holder would. */
        public void finish(int id, Holder holder) {
            finish(known(kinds, id), id, holder);
        }

        private <T> void finish(FileKind<T> kind, int id, Holder holder) {
            kind.restorer().finish(kind.record().cast(known(records, id)), open(id), holder, this);
        }

        @Override
        public <T> T record(int id, Class<T> type) {
            return type.cast(known(records, id));
        }

        @Override
        public <T> List<Identified<T>> all(Class<T> type) {
            List<Identified<T>> all = new ArrayList<>();
            records.forEach((id, record) -> {
                if (type.isInstance(record)) {
                    all.add(new Identified<>(id, type.cast(record)));
                }
            });
            return all;
        }

        @Override
        public boolean inTree(FileOwner owner) {
            return true;
        }

        @Override
        public List<Descriptor> descriptors(int pid) {
            return List.of();
        }

        @Override
        public void close() {
            closeShared();
            open.values().forEach(Fd::close);
        }
    }

    private static <K, V> V known(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key), () -> "nothing is known of " + key);
    }

    public static Dump dumpTo(Path directory) {
        return Dump.of(LINUX.processes().ownPid(), ImageDirs.of(directory));
    }

    /** With {@code --link-remap}. */
    public static Dump withLinkRemap(Dump dump) {
        DumpFiles files = dump.files();
        return new Dump(
                dump.pid(),
                dump.dirs(),
                dump.after(),
                dump.shellJob(),
                dump.freezing(),
                dump.cpuCap(),
                new DumpFiles(
                        files.locks(),
                        true,
                        files.ghostLimit(),
                        files.ghostFiemap(),
                        files.forceIrmap(),
                        files.irmapScanPaths(),
                        files.validation(),
                        files.externalUnixSockets(),
                        files.externalUnixInodes()),
                dump.memory(),
                dump.tcp(),
                dump.mounts(),
                dump.cgroups(),
                dump.emptyNet(),
                dump.externals(),
                dump.allowUprobes(),
                dump.pluginDirectory(),
                dump.hooks());
    }

    public static Restore restoreFrom(Path directory) {
        return Restore.of(ImageDirs.of(directory), AfterRestore.DEFAULT);
    }

    private static OpenFile openFile(Fd fd) throws IOException {
        StringBuilder link = new StringBuilder();
        LINUX.files().tryReadLink("/proc/self/fd/" + fd.number(), link).orThrow("readlink", fd.toString());
        List<String> info =
                Files.readAllLines(Path.of("/proc/self/fdinfo/" + fd.number()), StandardCharsets.ISO_8859_1);
        return new OpenFile(
                LINUX.processes().ownPid(),
                fd.number(),
                link.toString(),
                FileStat.of(LINUX.files(), fd),
                Integer.parseInt(value(info, "flags"), 8) & ~02000000,
                Long.parseLong(value(info, "pos")),
                Integer.parseInt(value(info, "mnt_id")),
                info.subList(3, info.size()),
                FileOwner.NONE,
                fd);
    }

    private static String value(List<String> info, String key) {
        return info.stream()
                .filter(line -> line.startsWith(key + ":"))
                .map(line -> line.substring(key.length() + 1).strip())
                .findFirst()
                .orElseThrow();
    }
}
