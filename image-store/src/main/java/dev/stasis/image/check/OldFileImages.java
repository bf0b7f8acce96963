package dev.stasis.image.check;

import com.google.protobuf.Message;
import dev.stasis.image.ImageDirectory;
import dev.stasis.image.ImageType;
import dev.stasis.image.proto.BpfmapFileEntry;
import dev.stasis.image.proto.EventfdFileEntry;
import dev.stasis.image.proto.EventpollFileEntry;
import dev.stasis.image.proto.ExtFileEntry;
import dev.stasis.image.proto.FanotifyFileEntry;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FifoEntry;
import dev.stasis.image.proto.InetSkEntry;
import dev.stasis.image.proto.InotifyFileEntry;
import dev.stasis.image.proto.NetlinkSkEntry;
import dev.stasis.image.proto.NsFileEntry;
import dev.stasis.image.proto.PacketSockEntry;
import dev.stasis.image.proto.PidfdEntry;
import dev.stasis.image.proto.PipeEntry;
import dev.stasis.image.proto.RegFileEntry;
import dev.stasis.image.proto.SignalfdEntry;
import dev.stasis.image.proto.TimerfdEntry;
import dev.stasis.image.proto.TtyFileEntry;
import dev.stasis.image.proto.TunfileEntry;
import dev.stasis.image.proto.UnixSkEntry;
import java.util.List;
import java.util.function.ToIntFunction;

/** Sets from before {@code files.img}: each kind of file has an image of its own, and the ids are common to all. */
final class OldFileImages {
    /** What to do with each file. */
    interface Visitor {
        void visit(Spot at, int id, FdTypes type);
    }

    private record Kind<M extends Message>(ImageType<M> image, FdTypes type, ToIntFunction<M> id) {
        void forEach(ImageDirectory images, Visitor visitor) {
            int index = 0;
            for (M record : images.all(image)) {
                visitor.visit(Spot.of(images, image, 0, index++), id.applyAsInt(record), type);
            }
        }
    }

    private static final List<Kind<?>> KINDS = List.of(
            new Kind<>(ImageType.REG_FILES, FdTypes.REG, RegFileEntry::getId),
            new Kind<>(ImageType.EXT_FILES, FdTypes.EXT, ExtFileEntry::getId),
            new Kind<>(ImageType.NS_FILES, FdTypes.NS, NsFileEntry::getId),
            new Kind<>(ImageType.EVENTFD, FdTypes.EVENTFD, EventfdFileEntry::getId),
            new Kind<>(ImageType.EVENTPOLL, FdTypes.EVENTPOLL, EventpollFileEntry::getId),
            new Kind<>(ImageType.SIGNALFD, FdTypes.SIGNALFD, SignalfdEntry::getId),
            new Kind<>(ImageType.TIMERFD, FdTypes.TIMERFD, TimerfdEntry::getId),
            new Kind<>(ImageType.INOTIFY, FdTypes.INOTIFY, InotifyFileEntry::getId),
            new Kind<>(ImageType.FANOTIFY, FdTypes.FANOTIFY, FanotifyFileEntry::getId),
            new Kind<>(ImageType.PIPES, FdTypes.PIPE, PipeEntry::getId),
            new Kind<>(ImageType.FIFO, FdTypes.FIFO, FifoEntry::getId),
            new Kind<>(ImageType.UNIXSK, FdTypes.UNIXSK, UnixSkEntry::getId),
            new Kind<>(ImageType.INETSK, FdTypes.INETSK, InetSkEntry::getId),
            new Kind<>(ImageType.PACKETSK, FdTypes.PACKETSK, PacketSockEntry::getId),
            new Kind<>(ImageType.NETLINKSK, FdTypes.NETLINKSK, NetlinkSkEntry::getId),
            new Kind<>(ImageType.TTY, FdTypes.TTY, TtyFileEntry::getId),
            new Kind<>(ImageType.TUNFILE, FdTypes.TUNF, TunfileEntry::getId),
            new Kind<>(ImageType.BPFMAP_FILE, FdTypes.BPFMAP, BpfmapFileEntry::getId),
            new Kind<>(ImageType.PIDFD, FdTypes.PIDFD, PidfdEntry::getId));

    private OldFileImages() {}

    static void forEach(ImageDirectory images, Visitor visitor) {
        KINDS.forEach(kind -> kind.forEach(images, visitor));
    }
}
