package dev.stasis.image;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.stasis.image.pages.PageFlags;
import dev.stasis.image.pages.PagemapWriter;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.CredsEntry;
import dev.stasis.image.proto.EventfdFileEntry;
import dev.stasis.image.proto.EventpollFileEntry;
import dev.stasis.image.proto.EventpollTfdEntry;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FdinfoEntry;
import dev.stasis.image.proto.FifoEntry;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.FownEntry;
import dev.stasis.image.proto.FsEntry;
import dev.stasis.image.proto.GhostChunkEntry;
import dev.stasis.image.proto.GhostFileEntry;
import dev.stasis.image.proto.InventoryEntry;
import dev.stasis.image.proto.ItimerEntry;
import dev.stasis.image.proto.MemfdFileEntry;
import dev.stasis.image.proto.MemfdInodeEntry;
import dev.stasis.image.proto.MmEntry;
import dev.stasis.image.proto.PipeDataEntry;
import dev.stasis.image.proto.PipeEntry;
import dev.stasis.image.proto.PosixTimerEntry;
import dev.stasis.image.proto.PstreeEntry;
import dev.stasis.image.proto.RegFileEntry;
import dev.stasis.image.proto.RemapFilePathEntry;
import dev.stasis.image.proto.RemapType;
import dev.stasis.image.proto.RlimitEntry;
import dev.stasis.image.proto.SaEntry;
import dev.stasis.image.proto.SeccompEntry;
import dev.stasis.image.proto.SeccompFilter;
import dev.stasis.image.proto.SeccompMode;
import dev.stasis.image.proto.SiginfoEntry;
import dev.stasis.image.proto.SignalQueueEntry;
import dev.stasis.image.proto.SkPacketEntry;
import dev.stasis.image.proto.TaskCoreEntry;
import dev.stasis.image.proto.TaskKobjIdsEntry;
import dev.stasis.image.proto.TaskRlimitsEntry;
import dev.stasis.image.proto.TaskTimersEntry;
import dev.stasis.image.proto.ThreadCoreEntry;
import dev.stasis.image.proto.ThreadInfoX86;
import dev.stasis.image.proto.TimerfdEntry;
import dev.stasis.image.proto.UserX86FpregsEntry;
import dev.stasis.image.proto.UserX86RegsEntry;
import dev.stasis.image.proto.UserX86RegsMode;
import dev.stasis.image.proto.UserX86XsaveEntry;
import dev.stasis.image.proto.VmaEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A small, sound image set, every part of which a test may change before it is written: task 100 with thread 101, its child
 * 102, and the zombie 103.
 */
public final class SampleSet {
    public static final int ROOT = 100;
    public static final int THREAD = 101;
    public static final int CHILD = 102;
    public static final int ZOMBIE = 103;

    /** Addresses of the mappings of a task. */
    public static final long CODE = 0x400000;

    public static final long HEAP = 0x10000000;
    public static final long SHARED = 0x7f0000000000L;
    public static final long STACK = 0x7ffc00000000L;
    public static final int PAGE = 4096;

    public final List<PstreeEntry.Builder> tree = new ArrayList<>();
    public final Map<Integer, CoreEntry.Builder> cores = new TreeMap<>();
    public final Map<Integer, TaskKobjIdsEntry.Builder> ids = new TreeMap<>();
    public final Map<Integer, MmEntry.Builder> mms = new TreeMap<>();
    public final Map<Integer, FsEntry.Builder> fss = new TreeMap<>();
    public final Map<Integer, List<FdinfoEntry.Builder>> tables = new TreeMap<>();
    public final List<FileEntry.Builder> files = new ArrayList<>();
    public final List<MemfdInodeEntry.Builder> inodes = new ArrayList<>();
    public final List<RemapFilePathEntry.Builder> remaps = new ArrayList<>();
    public final List<SkPacketEntry.Builder> packets = new ArrayList<>();
    public final SeccompEntry.Builder seccomp = SeccompEntry.newBuilder();
    public final InventoryEntry.Builder inventory =
            InventoryEntry.newBuilder().setImgVersion(2).setFdinfoPerId(true).setNsPerId(true);
    /** Address and number of the pages kept of each task. */
    public final Map<Integer, Map<Long, Integer>> pages = new TreeMap<>();

    public SampleSet() {
        tree.add(task(ROOT, 0, ROOT, THREAD));
        tree.add(task(CHILD, ROOT, CHILD));
        tree.add(task(ZOMBIE, ROOT, 0));
        cores.put(ROOT, newCore(true));
        cores.put(THREAD, newCore(false));
        cores.put(CHILD, newCore(true));
        cores.put(
                ZOMBIE,
                CoreEntry.newBuilder()
                        .setMtype(CoreEntry.March.X86_64)
                        .setTc(taskCore().setTaskState(2).setExitCode(256)));
        addTask(ROOT, 2);
        addTask(CHILD, 3);
        addFiles();
        seccomp.addSeccompFilters(SeccompFilter.newBuilder().setFilter(ByteString.copyFrom(new byte[16])));
        seccomp.addSeccompFilters(SeccompFilter.newBuilder()
                .setFilter(ByteString.copyFrom(new byte[8]))
                .setPrev(0));
        core(CHILD).getThreadCoreBuilder().setSeccompMode(SeccompMode.filter).setSeccompFilter(1);
    }

    /** A mapping of a task, by its index. */
    public VmaEntry.Builder vma(int pid, int index) {
        return mm(pid).getVmasBuilder(index);
    }

    public MmEntry.Builder mm(int pid) {
        return Objects.requireNonNull(mms.get(pid));
    }

    public FsEntry.Builder fs(int pid) {
        return Objects.requireNonNull(fss.get(pid));
    }

    public CoreEntry.Builder core(int tid) {
        return Objects.requireNonNull(cores.get(tid));
    }

    /** A record of a descriptor table. */
    public FdinfoEntry.Builder descriptorOf(int table, int index) {
        return Objects.requireNonNull(tables.get(table)).get(index);
    }

    public Map<Long, Integer> pagesOf(int pid) {
        return Objects.requireNonNull(pages.get(pid));
    }

    public void write(Path directory) {
        try (ImageSetWriter set = ImageSetWriter.create(directory)) {
            set.writeAll(ImageType.PSTREE, 0, built(tree));
            set.writeAll(ImageType.FILES, 0, built(files));
            set.writeAll(ImageType.MEMFD, 0, built(inodes));
            set.writeAll(ImageType.REMAP_FPATH, 0, built(remaps));
            set.write(ImageType.SECCOMP, seccomp.build());
            writeNumbered(set, ImageType.CORE, cores);
            writeNumbered(set, ImageType.IDS, ids);
            writeNumbered(set, ImageType.MM, mms);
            writeNumbered(set, ImageType.FS, fss);
            for (Map.Entry<Integer, List<FdinfoEntry.Builder>> table : tables.entrySet()) {
                set.writeAll(ImageType.FDINFO, table.getKey(), built(table.getValue()));
            }
            writePages(set);
            writePayloads(set);
            set.commit(inventory.build());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void writePages(ImageSetWriter set) throws IOException {
        for (Map.Entry<Integer, Map<Long, Integer>> task : pages.entrySet()) {
            writePages(set, ImageType.PAGEMAP, task.getKey(), task.getValue());
        }
        writePages(set, ImageType.PAGEMAP_SHMEM, 77, Map.of(0L, 1));
    }

    private static void writePages(
            ImageSetWriter set,
            ImageType<dev.stasis.image.proto.PagemapEntry> type,
            long number,
            Map<Long, Integer> runs)
            throws IOException {
        long id = set.nextPagesId();
        try (PagemapWriter map = set.pagemap(type, number, id)) {
            for (Map.Entry<Long, Integer> run : runs.entrySet()) {
                map.add(run.getKey(), run.getValue(), PageFlags.PRESENT);
            }
            byte[] content = new byte[(int) map.storedPages() * PAGE];
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) (i >> 12);
            }
            Files.write(set.rawFile(ImageType.PAGES, id), content);
        }
    }

    private void writePayloads(ImageSetWriter set) throws IOException {
        try (RecordWriter<PipeDataEntry> pipes = set.records(ImageType.PIPES_DATA, 0)) {
            pipes.write(
                    PipeDataEntry.newBuilder()
                            .setPipeId(9)
                            .setBytes(5)
                            .setSize(65536)
                            .build(),
                    new byte[] {1, 2, 3, 4, 5});
            pipes.write(PipeDataEntry.newBuilder().setPipeId(10).setBytes(0).build());
        }
        try (RecordWriter<SkPacketEntry> queue = set.records(ImageType.SK_QUEUES, 0)) {
            for (SkPacketEntry.Builder packet : packets) {
                queue.write(packet.build(), new byte[packet.getLength()]);
            }
        }
        try (RecordWriter<GhostFileEntry> ghost = set.records(ImageType.GHOST_FILE, 1)) {
            ghost.write(ghost().setChunks(true).setSize(20000).build());
            ghost.nested(GhostChunkEntry.newBuilder().setOff(4096).setLen(3).build());
            ghost.append(new byte[] {1, 2, 3});
            ghost.nested(GhostChunkEntry.newBuilder().setOff(16384).setLen(1).build());
            ghost.append(new byte[] {4});
        }
        try (RecordWriter<GhostFileEntry> ghost = set.records(ImageType.GHOST_FILE, 0x1f)) {
            ghost.write(ghost().build());
            ghost.append(new byte[] {5, 6});
        }
    }

    private static GhostFileEntry.Builder ghost() {
        return GhostFileEntry.newBuilder()
                .setUid(0)
                .setGid(0)
                .setMode(0100600)
                .setDev(1)
                .setIno(2);
    }

    private void addTask(int pid, int table) {
        ids.put(
                pid,
                TaskKobjIdsEntry.newBuilder()
                        .setVmId(pid)
                        .setFilesId(table)
                        .setFsId(pid)
                        .setSighandId(pid));
        fss.put(pid, FsEntry.newBuilder().setCwdId(1).setRootId(1).setUmask(022));
        mms.put(pid, newMm());
        tables.put(
                table,
                new ArrayList<>(List.of(
                        descriptor(0, 3, FdTypes.REG),
                        descriptor(1, 4, FdTypes.PIPE),
                        descriptor(5, 5, FdTypes.EVENTFD),
                        descriptor(7, 6, FdTypes.MEMFD))));
        Map<Long, Integer> kept = new LinkedHashMap<>();
        kept.put(CODE, 1);
        kept.put(HEAP, 2);
        kept.put(STACK + PAGE, 1);
        pages.put(pid, kept);
    }

    private void addFiles() {
        files.add(regular(1, "/"));
        files.add(regular(2, "/bin/sample"));
        files.add(regular(3, "/dev/null"));
        files.add(FileEntry.newBuilder()
                .setType(FdTypes.PIPE)
                .setId(4)
                .setPipe(
                        PipeEntry.newBuilder().setId(4).setPipeId(9).setFlags(0).setFown(owner())));
        files.add(FileEntry.newBuilder()
                .setType(FdTypes.EVENTFD)
                .setId(5)
                .setEfd(EventfdFileEntry.newBuilder()
                        .setId(5)
                        .setFlags(2)
                        .setCounter(7)
                        .setFown(owner())));
        files.add(FileEntry.newBuilder()
                .setType(FdTypes.MEMFD)
                .setId(6)
                .setMemfd(MemfdFileEntry.newBuilder()
                        .setId(6)
                        .setFlags(2)
                        .setPos(0)
                        .setInodeId(1)
                        .setFown(owner())));
        files.add(FileEntry.newBuilder()
                .setType(FdTypes.FIFO)
                .setId(8)
                .setFifo(FifoEntry.newBuilder().setId(8).setPipeId(10).setRegfId(3)));
        files.add(FileEntry.newBuilder()
                .setType(FdTypes.TIMERFD)
                .setId(9)
                .setTfd(TimerfdEntry.newBuilder()
                        .setId(9)
                        .setFlags(0)
                        .setFown(owner())
                        .setClockid(1)
                        .setTicks(0)
                        .setSettimeFlags(0)
                        .setVsec(1)
                        .setVnsec(2)
                        .setIsec(3)
                        .setInsec(4)));
        files.add(FileEntry.newBuilder()
                .setType(FdTypes.EVENTPOLL)
                .setId(10)
                .setEpfd(EventpollFileEntry.newBuilder()
                        .setId(10)
                        .setFlags(0)
                        .setFown(owner())
                        .addTfd(EventpollTfdEntry.newBuilder()
                                .setId(0)
                                .setTfd(5)
                                .setEvents(1)
                                .setData(-1))));
        inodes.add(MemfdInodeEntry.newBuilder()
                .setName("sample")
                .setUid(0)
                .setGid(0)
                .setSize(8192)
                .setShmid(77)
                .setSeals(0)
                .setInodeId(1));
        remaps.add(RemapFilePathEntry.newBuilder().setOrigId(3).setRemapId(0x1f).setRemapType(RemapType.GHOST));
        packets.add(SkPacketEntry.newBuilder().setIdFor(4).setLength(6));
    }

    private static FileEntry.Builder regular(int id, String name) {
        return FileEntry.newBuilder()
                .setType(FdTypes.REG)
                .setId(id)
                .setReg(RegFileEntry.newBuilder()
                        .setId(id)
                        .setFlags(0)
                        .setPos(0)
                        .setFown(owner())
                        .setName(name));
    }

    private static FownEntry.Builder owner() {
        return FownEntry.newBuilder()
                .setUid(0)
                .setEuid(0)
                .setSignum(0)
                .setPidType(0)
                .setPid(0);
    }

    private static FdinfoEntry.Builder descriptor(int fd, int id, FdTypes type) {
        return FdinfoEntry.newBuilder().setId(id).setFlags(0).setType(type).setFd(fd);
    }

    private static PstreeEntry.Builder task(int pid, int parent, Integer... threads) {
        return PstreeEntry.newBuilder()
                .setPid(pid)
                .setPpid(parent)
                .setPgid(ROOT)
                .setSid(ROOT)
                .addAllThreads(List.of(threads));
    }

    private static MmEntry.Builder newMm() {
        return MmEntry.newBuilder()
                .setMmStartCode(CODE)
                .setMmEndCode(CODE + 100)
                .setMmStartData(CODE)
                .setMmEndData(CODE + 100)
                .setMmStartStack(STACK)
                .setMmStartBrk(HEAP)
                .setMmBrk(HEAP + PAGE)
                .setMmArgStart(STACK)
                .setMmArgEnd(STACK + 10)
                .setMmEnvStart(STACK + 10)
                .setMmEnvEnd(STACK + 20)
                .setExeFileId(2)
                .addAllMmSavedAuxv(Collections.nCopies(44, 1L))
                .setDumpable(1)
                .addVmas(mapping(CODE, 2, 0x41, 0x2).setShmid(2).setProt(5).setFdflags(0))
                .addVmas(mapping(HEAP, 4, 0x221, 0x22).setMadv(1 << 14))
                .addVmas(mapping(SHARED, 2, 0x4081, 0x1).setShmid(6).setFdflags(2))
                .addVmas(mapping(STACK, 3, 0x201, 0x122))
                .addVmas(mapping(0xffffffffff600000L, 1, 0x204, 0x22))
                .addVmas(mapping(HEAP + PAGE, 1, 0x10000, 0).setProt(0));
    }

    private static VmaEntry.Builder mapping(long start, int pageCount, int status, int flags) {
        return VmaEntry.newBuilder()
                .setStart(start)
                .setEnd(start + (long) pageCount * PAGE)
                .setPgoff(0)
                .setShmid(0)
                .setProt(3)
                .setFlags(flags)
                .setStatus(status)
                .setFd(-1);
    }

    private static CoreEntry.Builder newCore(boolean leader) {
        CoreEntry.Builder core = CoreEntry.newBuilder()
                .setMtype(CoreEntry.March.X86_64)
                .setThreadInfo(ThreadInfoX86.newBuilder()
                        .setClearTidAddr(0)
                        .setGpregs(registers())
                        .setFpregs(fpregs()))
                .setThreadCore(ThreadCoreEntry.newBuilder()
                        .setFutexRla(0)
                        .setFutexRlaLen(24)
                        .setSchedNice(-5)
                        .setComm("sample")
                        .setSignalsP(SignalQueueEntry.newBuilder()
                                .addSignals(SiginfoEntry.newBuilder().setSiginfo(ByteString.copyFrom(new byte[128]))))
                        .setCreds(creds()));
        if (leader) {
            core.setTc(livingTask());
        }
        return core;
    }

    private static TaskCoreEntry.Builder livingTask() {
        ItimerEntry.Builder timer =
                ItimerEntry.newBuilder().setIsec(0).setIusec(0).setVsec(1).setVusec(999_999);
        TaskTimersEntry.Builder timers = TaskTimersEntry.newBuilder()
                .setReal(timer)
                .setVirt(timer)
                .setProf(timer)
                .addPosix(PosixTimerEntry.newBuilder()
                        .setItId(0)
                        .setClockId(1)
                        .setSiSigno(10)
                        .setItSigevNotify(0)
                        .setSivalPtr(0)
                        .setOverrun(0)
                        .setIsec(0)
                        .setInsec(0)
                        .setVsec(0)
                        .setVnsec(1));
        TaskCoreEntry.Builder task = taskCore().setTimers(timers).setRlimits(limits());
        for (int i = 0; i < 62; i++) {
            task.addSigactions(SaEntry.newBuilder()
                    .setSigaction(i)
                    .setFlags(0)
                    .setRestorer(0)
                    .setMask(0));
        }
        return task;
    }

    private static TaskCoreEntry.Builder taskCore() {
        return TaskCoreEntry.newBuilder()
                .setTaskState(1)
                .setExitCode(0)
                .setPersonality(0)
                .setFlags(0)
                .setBlkSigset(0)
                .setComm("sample");
    }

    private static TaskRlimitsEntry.Builder limits() {
        return TaskRlimitsEntry.newBuilder()
                .addAllRlimits(Collections.nCopies(
                        16, RlimitEntry.newBuilder().setCur(1024).setMax(-1).build()));
    }

    private static CredsEntry.Builder creds() {
        return CredsEntry.newBuilder()
                .setUid(0)
                .setGid(0)
                .setEuid(0)
                .setEgid(0)
                .setSuid(0)
                .setSgid(0)
                .setFsuid(0)
                .setFsgid(0)
                .setSecbits(0)
                .addAllCapInh(List.of(0, 0))
                .addAllCapPrm(List.of(-1, 0x1ff))
                .addAllCapEff(List.of(-1, 0x1ff))
                .addAllCapBnd(List.of(-1, 0x1ff))
                .addGroups(0);
    }

    private static UserX86FpregsEntry.Builder fpregs() {
        return UserX86FpregsEntry.newBuilder()
                .setCwd(0x37f)
                .setSwd(0)
                .setTwd(0)
                .setFop(0)
                .setRip(0)
                .setRdp(0)
                .setMxcsr(0x1f80)
                .setMxcsrMask(0xffff)
                .addAllStSpace(zeros(32))
                .addAllXmmSpace(zeros(64))
                .setXsave(UserX86XsaveEntry.newBuilder().setXstateBv(7).addAllYmmhSpace(zeros(64)));
    }

    private static List<Integer> zeros(int count) {
        return IntStream.range(0, count).mapToObj(i -> 0).toList();
    }

    private static UserX86RegsEntry.Builder registers() {
        UserX86RegsEntry.Builder registers = UserX86RegsEntry.newBuilder().setMode(UserX86RegsMode.NATIVE);
        for (var field : UserX86RegsEntry.getDescriptor().getFields()) {
            if (field.isRequired()) {
                registers.setField(field, 0x10L + field.getNumber());
            }
        }
        return registers;
    }

    @SuppressWarnings("unchecked") // builders build their own message
    private static <M extends Message, B extends Message.Builder> List<M> built(List<B> builders) {
        return builders.stream().map(builder -> (M) builder.build()).toList();
    }

    @SuppressWarnings("unchecked") // as above
    private static <M extends Message, B extends Message.Builder> void writeNumbered(
            ImageSetWriter set, ImageType<M> type, Map<Integer, B> records) throws IOException {
        for (Map.Entry<Integer, B> record : records.entrySet()) {
            set.write(type, record.getKey(), (M) record.getValue().build());
        }
    }
}
