package dev.stasis.engine.resource;

import dev.stasis.engine.resource.file.FileKind;
import dev.stasis.engine.resource.file.eventfd.EventFd;
import dev.stasis.engine.resource.file.eventpoll.EventPoll;
import dev.stasis.engine.resource.file.fifo.Fifo;
import dev.stasis.engine.resource.file.inet.InetSocket;
import dev.stasis.engine.resource.file.memfd.MemFd;
import dev.stasis.engine.resource.file.netlink.NetlinkSocket;
import dev.stasis.engine.resource.file.pipe.PipeEnd;
import dev.stasis.engine.resource.file.regular.RegularFiles;
import dev.stasis.engine.resource.file.signalfd.SignalFd;
import dev.stasis.engine.resource.file.timerfd.TimerFd;
import dev.stasis.engine.resource.file.tty.TtyFile;
import dev.stasis.engine.resource.file.unix.UnixSocket;
import dev.stasis.engine.resource.task.TaskKind;
import java.util.List;

/** The one list of kinds: whoever adds a kind adds a line here, and the contract test demands the rest. */
public final class Kinds {
    private static final List<FileKind<?>> FILES = List.of(
            EventFd.KIND,
            RegularFiles.KIND,
            PipeEnd.KIND,
            Fifo.KIND,
            MemFd.KIND,
            TtyFile.KIND,
            UnixSocket.KIND,
            EventPoll.KIND,
            TimerFd.KIND,
            SignalFd.KIND,
            InetSocket.KIND,
            NetlinkSocket.KIND);

    private static final List<TaskKind<?>> TASKS = TaskKinds.all();

    private Kinds() {}

    /** Kinds of open files; the first that recognises a file has it. */
    public static List<FileKind<?>> files() {
        return FILES;
    }

    /** Kinds of task attributes, in the order in which those of one step are restored. */
    public static List<TaskKind<?>> tasks() {
        return TASKS;
    }
}
