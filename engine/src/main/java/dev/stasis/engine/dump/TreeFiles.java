package dev.stasis.engine.dump;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.proc.ProcessStat;
import dev.stasis.engine.resource.Kinds;
import dev.stasis.engine.resource.file.Descriptor;
import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.FileOwner;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.OpenFile;
import dev.stasis.engine.resource.file.UnrecognisedFiles;
import dev.stasis.engine.resource.file.lock.FileLock;
import dev.stasis.engine.resource.file.lock.FileLockDumper;
import dev.stasis.engine.tree.FrozenProcess;
import dev.stasis.engine.tree.FrozenTree;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The open files of a frozen tree: those that descriptors refer to, and those that other parts of the dump add. */
final class TreeFiles extends FileDump {
    private final Linux linux;
    private final Dump request;
    private final Log log;
    private final FrozenTree tree;
    private final FileLockDumper locks;
    private final DescriptorTables tables;
    /** In the order in which they were found: CRIU wants a socket outside the tree before the one connected to it. */
    private final Map<Integer, Found<?>> files = new LinkedHashMap<>();

    TreeFiles(Linux linux, Dump request, Log log, FrozenTree tree) {
        this.linux = linux;
        this.request = request;
        this.log = log;
        this.tree = tree;
        this.locks = new FileLockDumper(request.files().locks());
        this.tables = DescriptorTables.read(linux, tree.processes(), locks);
    }

    private record Found<T>(FileKind<T> kind, T record) {
        FileEntry entry(int id, FileSink sink) {
            FdTypes type = kind.image().type();
            FileEntry.Builder entry = FileEntry.newBuilder().setType(type).setId(id);
            kind.image().write(record, id, entry, sink);
            return entry.build();
        }
    }

    /** Reads every description that a descriptor refers to. */
    void dumpAll() {
        tables.descriptions().forEach((id, descriptor) -> {
            OpenFile file = BorrowedFile.open(linux, holder(descriptor.pid()), descriptor);
            try (Fd copy = file.copy()) {
                requireInTree(file.owner(), file);
                log.debug("file " + id + " is " + file.describe() + ", borrowed as " + copy);
                dump(id, file, recognise(file));
            }
        });
    }

    /** Restored, its signals would go to whoever has that id then. */
    private void requireInTree(FileOwner owner, OpenFile file) {
        if (owner.pid() != 0 && tree.processes().stream().noneMatch(process -> isOwner(process, owner))) {
            throw new Unsupported("cannot dump " + file.describe() + ": " + owner.who() + ", which gets its SIGIO"
                    + " (F_SETOWN), is not in the tree; let the program set another owner, or dump both in one tree");
        }
    }

    private static boolean isOwner(FrozenProcess process, FileOwner owner) {
        return switch (owner.type()) {
            case FileOwner.THREAD -> process.threads().stream().anyMatch(thread -> thread.tid() == owner.pid());
            case FileOwner.PROCESS -> process.pid() == owner.pid();
            default ->
                ProcessStat.find(process.pid())
                        .filter(stat -> stat.processGroup() == owner.pid())
                        .isPresent();
        };
    }

    private <T> void dump(int id, OpenFile file, FileKind<T> kind) {
        add(id, kind, kind.dumper().dump(file, this));
    }

    private static FileKind<?> recognise(OpenFile file) {
        for (FileKind<?> kind : Kinds.files()) {
            if (kind.dumper().recognises(file)) {
                return kind;
            }
        }
        throw UnrecognisedFiles.refuse(file);
    }

    private FrozenProcess holder(int pid) {
        return tree.find(pid).orElseThrow();
    }

    /** Encodes all files, in the order in which they were found. */
    List<FileEntry> entries(FileSink sink) {
        List<FileEntry> entries = new ArrayList<>();
        files.forEach((id, found) -> entries.add(found.entry(id, sink)));
        return entries;
    }

    List<FileLock> locks() {
        return locks.locks();
    }

    FdTypes type(int id) {
        Found<?> found = files.get(id);
        if (found == null) {
            throw new IllegalStateException("no file has id " + id);
        }
        return found.kind().image().type();
    }

    List<Descriptor> descriptors(int pid) {
        return tables.of(pid);
    }

    @Override
    public Linux linux() {
        return linux;
    }

    @Override
    public Dump request() {
        return request;
    }

    @Override
    public Log log() {
        return log;
    }

    @Override
    public boolean inTree(int pid) {
        return tree.find(pid).isPresent();
    }

    @Override
    public OptionalInt idOf(int pid, int number) {
        for (Descriptor descriptor : tables.of(pid)) {
            if (descriptor.number() == number) {
                return OptionalInt.of(descriptor.fileId());
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public int newId() {
        return tables.nextId();
    }

    @Override
    public <T> void add(int id, FileKind<T> kind, T record) {
        files.put(id, new Found<>(kind, record));
    }
}
