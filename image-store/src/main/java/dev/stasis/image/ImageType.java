package dev.stasis.image;

import static dev.stasis.image.Multiplicity.HEAD_AND_MANY;
import static dev.stasis.image.Multiplicity.MANY;
import static dev.stasis.image.Multiplicity.ONE;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.stasis.image.proto.ApparmorEntry;
import dev.stasis.image.proto.AutofsEntry;
import dev.stasis.image.proto.BinfmtMiscEntry;
import dev.stasis.image.proto.BpfmapDataEntry;
import dev.stasis.image.proto.BpfmapFileEntry;
import dev.stasis.image.proto.CgroupEntry;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.CpuinfoEntry;
import dev.stasis.image.proto.CredsEntry;
import dev.stasis.image.proto.EventfdFileEntry;
import dev.stasis.image.proto.EventpollFileEntry;
import dev.stasis.image.proto.EventpollTfdEntry;
import dev.stasis.image.proto.ExtFileEntry;
import dev.stasis.image.proto.FanotifyFileEntry;
import dev.stasis.image.proto.FanotifyMarkEntry;
import dev.stasis.image.proto.FdinfoEntry;
import dev.stasis.image.proto.FifoEntry;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.FileLockEntry;
import dev.stasis.image.proto.FsEntry;
import dev.stasis.image.proto.GhostFileEntry;
import dev.stasis.image.proto.InetSkEntry;
import dev.stasis.image.proto.InotifyFileEntry;
import dev.stasis.image.proto.InotifyWdEntry;
import dev.stasis.image.proto.InventoryEntry;
import dev.stasis.image.proto.IpcMsgEntry;
import dev.stasis.image.proto.IpcSemEntry;
import dev.stasis.image.proto.IpcShmEntry;
import dev.stasis.image.proto.IpcVarEntry;
import dev.stasis.image.proto.IrmapCacheEntry;
import dev.stasis.image.proto.ItimerEntry;
import dev.stasis.image.proto.MemfdInodeEntry;
import dev.stasis.image.proto.MmEntry;
import dev.stasis.image.proto.MntEntry;
import dev.stasis.image.proto.NetDeviceEntry;
import dev.stasis.image.proto.NetlinkSkEntry;
import dev.stasis.image.proto.NetnsEntry;
import dev.stasis.image.proto.NsFileEntry;
import dev.stasis.image.proto.PacketSockEntry;
import dev.stasis.image.proto.PagemapEntry;
import dev.stasis.image.proto.PidfdEntry;
import dev.stasis.image.proto.PidnsEntry;
import dev.stasis.image.proto.PipeDataEntry;
import dev.stasis.image.proto.PipeEntry;
import dev.stasis.image.proto.PosixTimerEntry;
import dev.stasis.image.proto.PstreeEntry;
import dev.stasis.image.proto.RegFileEntry;
import dev.stasis.image.proto.RemapFilePathEntry;
import dev.stasis.image.proto.RlimitEntry;
import dev.stasis.image.proto.SaEntry;
import dev.stasis.image.proto.SeccompEntry;
import dev.stasis.image.proto.SiginfoEntry;
import dev.stasis.image.proto.SignalfdEntry;
import dev.stasis.image.proto.SkPacketEntry;
import dev.stasis.image.proto.StatsEntry;
import dev.stasis.image.proto.TaskKobjIdsEntry;
import dev.stasis.image.proto.TcpStreamEntry;
import dev.stasis.image.proto.TimensEntry;
import dev.stasis.image.proto.TimerfdEntry;
import dev.stasis.image.proto.TtyDataEntry;
import dev.stasis.image.proto.TtyFileEntry;
import dev.stasis.image.proto.TtyInfoEntry;
import dev.stasis.image.proto.TunfileEntry;
import dev.stasis.image.proto.UnixSkEntry;
import dev.stasis.image.proto.UsernsEntry;
import dev.stasis.image.proto.UtsnsEntry;
import dev.stasis.image.proto.VmaEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * The one table of the files of an image set: name, magic, how the file begins, what its records are, what follows them.
 *
 * <p>Columns: magic, name before the number and suffix, name of the magic as {@code crit} prints it, message, number of
 * records, rule for the bytes behind a record. Messages are named by text, for this class must not load seventy generated
 * ones; {@link RecordParsers} turns the name of those that are used into code.
 *
 * @param <M> message of the records; for pagemaps that of all but the first
 */
public final class ImageType<M extends Message> {
    /** Begins every file of {@link Framing#NORMAL}. */
    public static final int COMMON_MAGIC = 0x54564319;

    /** Begins every file of {@link Framing#SERVICE}. */
    public static final int SERVICE_MAGIC = 0x55105940;

    private static final List<ImageType<?>> ALL = new ArrayList<>();

    // The set and its tasks

    /** What kind of set this is; written last. */
    public static final ImageType<InventoryEntry> INVENTORY =
            inventory(0x58313116, "inventory", "INVENTORY", "InventoryEntry", ONE);
    /** All tasks, parents first. */
    public static final ImageType<PstreeEntry> PSTREE = single(0x50273030, "pstree", "PSTREE", "PstreeEntry", MANY);
    /** State of one task or thread; number is pid or tid. */
    public static final ImageType<CoreEntry> CORE = numbered(0x55053847, "core-", "CORE", "CoreEntry", ONE);
    /** Which kernel objects a task uses; number is the pid. */
    public static final ImageType<TaskKobjIdsEntry> IDS = numbered(0x54432030, "ids-", "IDS", "TaskKobjIdsEntry", ONE);
    /** Address space; number is the pid. */
    public static final ImageType<MmEntry> MM = numbered(0x57492820, "mm-", "MM", "MmEntry", ONE);
    /** Working directory, root, umask; number is the pid. */
    public static final ImageType<FsEntry> FS = numbered(0x51403912, "fs-", "FS", "FsEntry", ONE);

    public static final ImageType<SeccompEntry> SECCOMP = single(0x64413049, "seccomp", "SECCOMP", "SeccompEntry", ONE);
    public static final ImageType<CgroupEntry> CGROUP = single(0x59383330, "cgroup", "CGROUP", "CgroupEntry", ONE);
    public static final ImageType<CpuinfoEntry> CPUINFO = single(0x61404013, "cpuinfo", "CPUINFO", "CpuinfoEntry", ONE);
    public static final ImageType<ApparmorEntry> APPARMOR =
            single(0x59423047, "apparmor", "APPARMOR", "ApparmorEntry", ONE);
    public static final ImageType<TimensEntry> TIMENS = numbered(0x43114433, "timens-", "TIMENS", "TimensEntry", ONE);
    public static final ImageType<PidnsEntry> PIDNS = numbered(0x61157326, "pidns-", "PIDNS", "PidnsEntry", ONE);
    public static final ImageType<UsernsEntry> USERNS = numbered(0x55474906, "userns-", "USERNS", "UsernsEntry", ONE);

    // Memory

    /** Which pages of a task are kept; number is the pid. */
    public static final ImageType<PagemapEntry> PAGEMAP =
            numbered(0x56084025, "pagemap-", "PAGEMAP", "PagemapEntry", HEAD_AND_MANY);
    /** Which pages of shared memory are kept; number is the shmid. */
    public static final ImageType<PagemapEntry> PAGEMAP_SHMEM =
            numbered(0x56084025, "pagemap-shmem-", "PAGEMAP", "PagemapEntry", HEAD_AND_MANY);
    /**
     * Which pages of a task a page server got, all with the flag PARENT; number is the pid. Of a set that others may build on:
     * its pagemaps are with the server. CRIU does not know it.
     */
    public static final ImageType<PagemapEntry> REMOTE_PAGEMAP =
            numbered(0x56084025, "remote-pagemap-", "PAGEMAP", "PagemapEntry", HEAD_AND_MANY);
    /** The pages themselves; number is the pages_id of {@code PagemapHead}. */
    public static final ImageType<Message> PAGES = raw("pages-");
    /** Pages compressed by {@code dev.stasis.image.compress}, in place of the file above; CRIU does not know them. */
    public static final ImageType<Message> PAGES_ZSTD = raw("pages-", ".img.zst");

    public static final ImageType<MemfdInodeEntry> MEMFD =
            single(0x48453499, "memfd", "MEMFD_INODE", "MemfdInodeEntry", MANY);

    // Files, and what is in them

    /** All open file descriptions. */
    public static final ImageType<FileEntry> FILES = single(0x56303138, "files", "FILES", "FileEntry", MANY);
    /** A descriptor table; number is the files_id of {@code TaskKobjIdsEntry}. */
    public static final ImageType<FdinfoEntry> FDINFO = numbered(0x56213732, "fdinfo-", "FDINFO", "FdinfoEntry", MANY);

    public static final ImageType<RemapFilePathEntry> REMAP_FPATH =
            single(0x59133954, "remap-fpath", "REMAP_FPATH", "RemapFilePathEntry", MANY);
    /** A file without a name; number as in {@code RemapFilePathEntry}. */
    public static final ImageType<GhostFileEntry> GHOST_FILE =
            hex(0x52583605, "ghost-file-", "GHOST_FILE", "GhostFileEntry", ONE, Payload.GHOST);

    public static final ImageType<PipeDataEntry> PIPES_DATA =
            single(0x56453709, "pipes-data", "PIPES_DATA", "PipeDataEntry", MANY, Payload.PIPE);
    public static final ImageType<PipeDataEntry> FIFO_DATA =
            single(0x59333054, "fifo-data", "FIFO_DATA", "PipeDataEntry", MANY, Payload.PIPE);
    public static final ImageType<SkPacketEntry> SK_QUEUES =
            single(0x56264026, "sk-queues", "SK_QUEUES", "SkPacketEntry", MANY, Payload.PACKET);
    /** A TCP connection; number is the inode of its socket. */
    public static final ImageType<TcpStreamEntry> TCP_STREAM =
            hex(0x51465506, "tcp-stream-", "TCP_STREAM", "TcpStreamEntry", ONE, Payload.TCP_QUEUES);

    public static final ImageType<BpfmapDataEntry> BPFMAP_DATA =
            single(0x64324033, "bpfmap-data", "BPFMAP_DATA", "BpfmapDataEntry", MANY, Payload.BPF_MAP);
    public static final ImageType<FileLockEntry> FILELOCKS =
            single(0x54323616, "filelocks", "FILE_LOCKS", "FileLockEntry", MANY);
    public static final ImageType<TtyInfoEntry> TTY_INFO =
            single(0x59453036, "tty-info", "TTY_INFO", "TtyInfoEntry", MANY);
    public static final ImageType<TtyDataEntry> TTY_DATA =
            single(0x59413026, "tty-data", "TTY_DATA", "TtyDataEntry", MANY);

    // Namespaces

    public static final ImageType<UtsnsEntry> UTSNS = numbered(0x54473203, "utsns-", "UTSNS", "UtsnsEntry", ONE);
    public static final ImageType<IpcVarEntry> IPCNS_VAR =
            numbered(0x53115007, "ipcns-var-", "IPC_VAR", "IpcVarEntry", ONE);
    public static final ImageType<IpcShmEntry> IPCNS_SHM =
            numbered(0x46283044, "ipcns-shm-", "IPCNS_SHM", "IpcShmEntry", MANY, Payload.SHARED_MEMORY);
    public static final ImageType<IpcMsgEntry> IPCNS_MSG =
            numbered(0x55453737, "ipcns-msg-", "IPCNS_MSG", "IpcMsgEntry", MANY, Payload.MESSAGES);
    public static final ImageType<IpcSemEntry> IPCNS_SEM =
            numbered(0x59573019, "ipcns-sem-", "IPCNS_SEM", "IpcSemEntry", MANY, Payload.SEMAPHORES);
    public static final ImageType<NetnsEntry> NETNS = numbered(0x55933752, "netns-", "NETNS", "NetnsEntry", ONE);
    public static final ImageType<NetDeviceEntry> NETDEV =
            numbered(0x57373951, "netdev-", "NETDEV", "NetDeviceEntry", MANY);
    public static final ImageType<Message> IFADDR = raw("ifaddr-");
    public static final ImageType<Message> ROUTE = raw("route-");
    public static final ImageType<Message> ROUTE6 = raw("route6-");
    public static final ImageType<Message> RULE = raw("rule-");
    public static final ImageType<Message> IPTABLES = raw("iptables-");
    public static final ImageType<Message> IP6TABLES = raw("ip6tables-");
    public static final ImageType<Message> NFTABLES = raw("nftables-");
    public static final ImageType<Message> NETNS_CT = raw("netns-ct-");
    public static final ImageType<Message> NETNS_EXP = raw("netns-exp-");
    public static final ImageType<MntEntry> MOUNTPOINTS =
            numbered(0x55563928, "mountpoints-", "MNTS", "MntEntry", MANY);
    public static final ImageType<Message> TMPFS_DEV = raw("tmpfs-dev-", ".tar.gz.img");
    public static final ImageType<AutofsEntry> AUTOFS = numbered(0x49353943, "autofs-", "AUTOFS", "AutofsEntry", ONE);
    public static final ImageType<BinfmtMiscEntry> BINFMT_MISC =
            single(0x67343323, "binfmt-misc", "BINFMT_MISC", "BinfmtMiscEntry", MANY);

    // Files of the work directory

    public static final ImageType<StatsEntry> STATS_DUMP =
            service(0x57093306, "stats-dump", "STATS", "StatsEntry", ONE);
    public static final ImageType<StatsEntry> STATS_RESTORE =
            service(0x57093306, "stats-restore", "STATS", "StatsEntry", ONE);
    public static final ImageType<IrmapCacheEntry> IRMAP_CACHE =
            service(0x57004059, "irmap-cache", "IRMAP_CACHE", "IrmapCacheEntry", MANY);

    // Only in old sets: now parts of FILES

    public static final ImageType<RegFileEntry> REG_FILES =
            single(0x50363636, "reg-files", "REG_FILES", "RegFileEntry", MANY);
    public static final ImageType<ExtFileEntry> EXT_FILES =
            single(0x59255641, "ext-files", "EXT_FILES", "ExtFileEntry", MANY);
    public static final ImageType<NsFileEntry> NS_FILES =
            single(0x61394011, "ns-files", "NS_FILES", "NsFileEntry", MANY);
    public static final ImageType<EventfdFileEntry> EVENTFD =
            single(0x44523722, "eventfd", "EVENTFD_FILE", "EventfdFileEntry", MANY);
    public static final ImageType<EventpollFileEntry> EVENTPOLL =
            single(0x45023858, "eventpoll", "EVENTPOLL_FILE", "EventpollFileEntry", MANY);
    public static final ImageType<EventpollTfdEntry> EVENTPOLL_TFD =
            single(0x44433746, "eventpoll-tfd", "EVENTPOLL_TFD", "EventpollTfdEntry", MANY);
    public static final ImageType<SignalfdEntry> SIGNALFD =
            single(0x57323820, "signalfd", "SIGNALFD", "SignalfdEntry", MANY);
    public static final ImageType<TimerfdEntry> TIMERFD =
            single(0x50493712, "timerfd", "TIMERFD", "TimerfdEntry", MANY);
    public static final ImageType<InotifyFileEntry> INOTIFY =
            single(0x48424431, "inotify", "INOTIFY_FILE", "InotifyFileEntry", MANY);
    public static final ImageType<InotifyWdEntry> INOTIFY_WD =
            single(0x54562009, "inotify-wd", "INOTIFY_WD", "InotifyWdEntry", MANY);
    public static final ImageType<FanotifyFileEntry> FANOTIFY =
            single(0x55096122, "fanotify", "FANOTIFY_FILE", "FanotifyFileEntry", MANY);
    public static final ImageType<FanotifyMarkEntry> FANOTIFY_MARK =
            single(0x56506035, "fanotify-mark", "FANOTIFY_MARK", "FanotifyMarkEntry", MANY);
    public static final ImageType<PipeEntry> PIPES = single(0x56513555, "pipes", "PIPES", "PipeEntry", MANY);
    public static final ImageType<FifoEntry> FIFO = single(0x58364939, "fifo", "FIFO", "FifoEntry", MANY);
    public static final ImageType<UnixSkEntry> UNIXSK = single(0x54373943, "unixsk", "UNIXSK", "UnixSkEntry", MANY);
    public static final ImageType<InetSkEntry> INETSK = single(0x56443851, "inetsk", "INETSK", "InetSkEntry", MANY);
    public static final ImageType<PacketSockEntry> PACKETSK =
            single(0x60454618, "packetsk", "PACKETSK", "PacketSockEntry", MANY);
    public static final ImageType<NetlinkSkEntry> NETLINKSK =
            single(0x58005614, "netlinksk", "NETLINK_SK", "NetlinkSkEntry", MANY);
    public static final ImageType<TtyFileEntry> TTY = single(0x59433025, "tty", "TTY_FILES", "TtyFileEntry", MANY);
    public static final ImageType<TunfileEntry> TUNFILE =
            single(0x57143751, "tunfile", "TUNFILE", "TunfileEntry", MANY);
    public static final ImageType<BpfmapFileEntry> BPFMAP_FILE =
            single(0x57506142, "bpfmap-file", "BPFMAP_FILE", "BpfmapFileEntry", MANY);
    public static final ImageType<PidfdEntry> PIDFD = single(0x54435556, "pidfd", "PIDFD", "PidfdEntry", MANY);

    // Only in old sets: now parts of CORE and MM, or under another name

    public static final ImageType<VmaEntry> VMAS = numbered(0x54123737, "vmas-", "VMAS", "VmaEntry", MANY);
    public static final ImageType<SaEntry> SIGACTS = numbered(0x55344201, "sigacts-", "SIGACT", "SaEntry", MANY);
    public static final ImageType<ItimerEntry> ITIMERS =
            numbered(0x57464056, "itimers-", "ITIMERS", "ItimerEntry", MANY);
    public static final ImageType<PosixTimerEntry> POSIX_TIMERS =
            numbered(0x52603957, "posix-timers-", "POSIX_TIMERS", "PosixTimerEntry", MANY);
    public static final ImageType<CredsEntry> CREDS = numbered(0x54023547, "creds-", "CREDS", "CredsEntry", ONE);
    public static final ImageType<RlimitEntry> RLIMIT = numbered(0x57113925, "rlimit-", "RLIMIT", "RlimitEntry", MANY);
    public static final ImageType<SiginfoEntry> SIGNAL_S =
            numbered(0x59255647, "signal-s-", "SIGNAL", "SiginfoEntry", MANY);
    public static final ImageType<SiginfoEntry> SIGNAL_P =
            numbered(0x59255647, "signal-p-", "SIGNAL", "SiginfoEntry", MANY);
    public static final ImageType<Message> TMPFS_OLD = raw("tmpfs-", ".tar.gz.img");
    public static final ImageType<BinfmtMiscEntry> BINFMT_MISC_OLD =
            numbered(0x67343323, "binfmt-misc-", "BINFMT_MISC", "BinfmtMiscEntry", MANY);
    private final String prefix;
    private final Numbering numbering;
    private final String suffix;
    private final int magic;
    private final String magicName;
    private final String message;
    private final Framing framing;
    private final Multiplicity multiplicity;
    private final Payload payload;

    private ImageType(
            String prefix,
            Numbering numbering,
            String suffix,
            int magic,
            String magicName,
            String message,
            Framing framing,
            Multiplicity multiplicity,
            Payload payload) {
        this.prefix = prefix;
        this.numbering = numbering;
        this.suffix = suffix;
        this.magic = magic;
        this.magicName = magicName;
        this.message = message;
        this.framing = framing;
        this.multiplicity = multiplicity;
        this.payload = payload;
    }

    /** Every type, in the order of the table. */
    public static List<ImageType<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    public String fileName(long number) {
        return prefix + numbering.text(number) + suffix;
    }

    /** The number of that file, 0 for types without; empty if it is no file of this type. */
    public OptionalLong numberIn(String fileName) {
        if (!fileName.startsWith(prefix)
                || !fileName.endsWith(suffix)
                || fileName.length() < prefix.length() + suffix.length()) {
            return OptionalLong.empty();
        }
        return numbering.parse(fileName.substring(prefix.length(), fileName.length() - suffix.length()));
    }

    public Numbering numbering() {
        return numbering;
    }

    /** The magic of the type; 0 for raw files. */
    public int magic() {
        return magic;
    }

    /** The name of the magic as {@code crit} prints it; empty for raw files. */
    public String magicName() {
        return magicName;
    }

    /** Simple name of the generated class of the records; empty for raw files. */
    public String message() {
        return message;
    }

    /** Reads one record. Loads the code of its message. Requires: not a raw type. */
    public Parser<M> parser() {
        return RecordParsers.of(this);
    }

    public Framing framing() {
        return framing;
    }

    public Multiplicity multiplicity() {
        return multiplicity;
    }

    public Payload payload() {
        return payload;
    }

    @Override
    public String toString() {
        return prefix + (numbering == Numbering.NONE ? "" : "*") + suffix;
    }

    private static <M extends Message> ImageType<M> add(ImageType<M> type) {
        ALL.add(type);
        return type;
    }

    private static <M extends Message> ImageType<M> inventory(
            int magic, String name, String magicName, String message, Multiplicity multiplicity) {
        return add(new ImageType<>(
                name,
                Numbering.NONE,
                ".img",
                magic,
                magicName,
                message,
                Framing.INVENTORY,
                multiplicity,
                Payload.NONE));
    }

    private static <M extends Message> ImageType<M> service(
            int magic, String name, String magicName, String message, Multiplicity multiplicity) {
        return add(new ImageType<>(
                name, Numbering.NONE, "", magic, magicName, message, Framing.SERVICE, multiplicity, Payload.NONE));
    }

    private static <M extends Message> ImageType<M> single(
            int magic, String name, String magicName, String message, Multiplicity multiplicity) {
        return single(magic, name, magicName, message, multiplicity, Payload.NONE);
    }

    private static <M extends Message> ImageType<M> single(
            int magic, String name, String magicName, String message, Multiplicity multiplicity, Payload payload) {
        return normal(magic, name, Numbering.NONE, magicName, message, multiplicity, payload);
    }

    private static <M extends Message> ImageType<M> numbered(
            int magic, String prefix, String magicName, String message, Multiplicity multiplicity) {
        return numbered(magic, prefix, magicName, message, multiplicity, Payload.NONE);
    }

    private static <M extends Message> ImageType<M> numbered(
            int magic, String prefix, String magicName, String message, Multiplicity multiplicity, Payload payload) {
        return normal(magic, prefix, Numbering.DECIMAL, magicName, message, multiplicity, payload);
    }

    private static <M extends Message> ImageType<M> hex(
            int magic, String prefix, String magicName, String message, Multiplicity multiplicity, Payload payload) {
        return normal(magic, prefix, Numbering.HEX, magicName, message, multiplicity, payload);
    }

    private static <M extends Message> ImageType<M> normal(
            int magic,
            String prefix,
            Numbering numbering,
            String magicName,
            String message,
            Multiplicity multiplicity,
            Payload payload) {
        return add(new ImageType<>(
                prefix, numbering, ".img", magic, magicName, message, Framing.NORMAL, multiplicity, payload));
    }

    private static ImageType<Message> raw(String prefix) {
        return raw(prefix, ".img");
    }

    private static ImageType<Message> raw(String prefix, String suffix) {
        return add(new ImageType<>(
                prefix, Numbering.DECIMAL, suffix, 0, "", "", Framing.RAW, Multiplicity.NONE, Payload.NONE));
    }
}
