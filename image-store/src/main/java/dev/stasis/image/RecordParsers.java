package dev.stasis.image;

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

/**
 * The parser of a type's records. A switch, so that reading one image loads the code of one message and needs no
 * reflection.
 */
final class RecordParsers {
    private RecordParsers() {}

    @SuppressWarnings("unchecked") // the table names the message of the type; a test holds them together
    static <M extends Message> Parser<M> of(ImageType<M> type) {
        return (Parser<M>) named(type.message());
    }

    private static Parser<? extends Message> named(String message) {
        return switch (message) {
            case "ApparmorEntry" -> ApparmorEntry.parser();
            case "AutofsEntry" -> AutofsEntry.parser();
            case "BinfmtMiscEntry" -> BinfmtMiscEntry.parser();
            case "BpfmapDataEntry" -> BpfmapDataEntry.parser();
            case "BpfmapFileEntry" -> BpfmapFileEntry.parser();
            case "CgroupEntry" -> CgroupEntry.parser();
            case "CoreEntry" -> CoreEntry.parser();
            case "CpuinfoEntry" -> CpuinfoEntry.parser();
            case "CredsEntry" -> CredsEntry.parser();
            case "EventfdFileEntry" -> EventfdFileEntry.parser();
            case "EventpollFileEntry" -> EventpollFileEntry.parser();
            case "EventpollTfdEntry" -> EventpollTfdEntry.parser();
            case "ExtFileEntry" -> ExtFileEntry.parser();
            case "FanotifyFileEntry" -> FanotifyFileEntry.parser();
            case "FanotifyMarkEntry" -> FanotifyMarkEntry.parser();
            case "FdinfoEntry" -> FdinfoEntry.parser();
            case "FifoEntry" -> FifoEntry.parser();
            case "FileEntry" -> FileEntry.parser();
            case "FileLockEntry" -> FileLockEntry.parser();
            case "FsEntry" -> FsEntry.parser();
            case "GhostFileEntry" -> GhostFileEntry.parser();
            case "InetSkEntry" -> InetSkEntry.parser();
            case "InotifyFileEntry" -> InotifyFileEntry.parser();
            case "InotifyWdEntry" -> InotifyWdEntry.parser();
            case "InventoryEntry" -> InventoryEntry.parser();
            case "IpcMsgEntry" -> IpcMsgEntry.parser();
            case "IpcSemEntry" -> IpcSemEntry.parser();
            case "IpcShmEntry" -> IpcShmEntry.parser();
            case "IpcVarEntry" -> IpcVarEntry.parser();
            case "IrmapCacheEntry" -> IrmapCacheEntry.parser();
            case "ItimerEntry" -> ItimerEntry.parser();
            case "MemfdInodeEntry" -> MemfdInodeEntry.parser();
            case "MmEntry" -> MmEntry.parser();
            case "MntEntry" -> MntEntry.parser();
            case "NetDeviceEntry" -> NetDeviceEntry.parser();
            case "NetlinkSkEntry" -> NetlinkSkEntry.parser();
            case "NetnsEntry" -> NetnsEntry.parser();
            case "NsFileEntry" -> NsFileEntry.parser();
            case "PacketSockEntry" -> PacketSockEntry.parser();
            case "PagemapEntry" -> PagemapEntry.parser();
            case "PidfdEntry" -> PidfdEntry.parser();
            case "PidnsEntry" -> PidnsEntry.parser();
            case "PipeDataEntry" -> PipeDataEntry.parser();
            case "PipeEntry" -> PipeEntry.parser();
            case "PosixTimerEntry" -> PosixTimerEntry.parser();
            case "PstreeEntry" -> PstreeEntry.parser();
            case "RegFileEntry" -> RegFileEntry.parser();
            case "RemapFilePathEntry" -> RemapFilePathEntry.parser();
            case "RlimitEntry" -> RlimitEntry.parser();
            case "SaEntry" -> SaEntry.parser();
            case "SeccompEntry" -> SeccompEntry.parser();
            case "SiginfoEntry" -> SiginfoEntry.parser();
            case "SignalfdEntry" -> SignalfdEntry.parser();
            case "SkPacketEntry" -> SkPacketEntry.parser();
            case "StatsEntry" -> StatsEntry.parser();
            case "TaskKobjIdsEntry" -> TaskKobjIdsEntry.parser();
            case "TcpStreamEntry" -> TcpStreamEntry.parser();
            case "TimensEntry" -> TimensEntry.parser();
            case "TimerfdEntry" -> TimerfdEntry.parser();
            case "TtyDataEntry" -> TtyDataEntry.parser();
            case "TtyFileEntry" -> TtyFileEntry.parser();
            case "TtyInfoEntry" -> TtyInfoEntry.parser();
            case "TunfileEntry" -> TunfileEntry.parser();
            case "UnixSkEntry" -> UnixSkEntry.parser();
            case "UsernsEntry" -> UsernsEntry.parser();
            case "UtsnsEntry" -> UtsnsEntry.parser();
            case "VmaEntry" -> VmaEntry.parser();
            default -> throw new IllegalArgumentException("a raw image has no records");
        };
    }
}
