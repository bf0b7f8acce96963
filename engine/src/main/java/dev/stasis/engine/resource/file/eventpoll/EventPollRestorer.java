package dev.stasis.engine.resource.file.eventpoll;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.kernel.abi.Eventpoll;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestorer;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Holder;
import dev.stasis.engine.restore.RestoreTask;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;

/** The eventpoll remembers the numbers by which files were added: they are added inside a task that holds it. */
final class EventPollRestorer implements FileRestorer<EventPoll> {
    private static final int EPOLL_EVENT = 12;

    @Override
    public Fd open(EventPoll file, FileRestore restore) {
        Linux linux = restore.linux();
        Result result = new Result(linux.raw().call(Nr.EPOLL_CREATE1, Eventpoll.EPOLL_CLOEXEC));
        Fd eventpoll = linux.files().adopt(result, "epoll_create1", "");
        return eventpoll.madeWhole(fresh -> FileState.setFlags(linux, fresh, file.flags()));
    }

    @Override
    public void finish(EventPoll file, Fd opened, Holder holder, FileRestore restore) {
        RestoreTask task = holder.task();
        Set<Integer> added = new HashSet<>();
        for (EventPoll.Target target : file.targets()) {
            requireHeld(target, holder, restore);
            if (added.add(target.number())) {
                add(task, holder.descriptor(), target.number(), target);
            } else {
                addBySpareNumber(task, holder.descriptor(), target);
            }
        }
        task.run();
        FileState.setOwner(restore, opened, file.owner());
    }

    private static void add(RestoreTask task, int eventpoll, int number, EventPoll.Target target) {
        // struct epoll_event is packed on x86-64.
        byte[] event = ByteBuffer.allocate(EPOLL_EVENT)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(target.events())
                .putLong(target.data())
                .array();
        long address = task.bytes(event).value();
        task.add(
                "epoll_ctl of fd " + eventpoll + ", to watch fd " + target.number(),
                Nr.EPOLL_CTL,
                eventpoll,
                Eventpoll.EPOLL_CTL_ADD,
                number,
                address);
    }

    /** A file is watched twice when it was added under two numbers; of the second only the file counted any more. */
    private static void addBySpareNumber(RestoreTask task, int eventpoll, EventPoll.Target target) {
        int spare = (int) task.call("dup of fd " + target.number(), Nr.DUP, target.number());
        add(task, eventpoll, spare, target);
        task.add("close of fd " + spare, Nr.CLOSE, spare);
        task.run();
    }

    private static void requireHeld(EventPoll.Target target, Holder holder, FileRestore restore) {
        int pid = holder.task().tid();
        boolean held = restore.descriptors(pid).stream().anyMatch(each -> each.number() == target.number());
        if (!held) {
            throw new ImageDamaged(
                    "files.img: the eventpoll that process " + pid + " holds as fd " + holder.descriptor()
                            + " watches its fd " + target.number()
                            + ", which fdinfo does not have; copy the image set again, or dump again");
        }
    }
}
