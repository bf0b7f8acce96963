package dev.stasis.engine.resource.file.eventpoll;

import dev.stasis.engine.resource.file.FileImage;
import dev.stasis.engine.resource.file.FileOwnerImage;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.image.proto.EventpollFileEntry;
import dev.stasis.image.proto.EventpollTfdEntry;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;

final class EventPollImage implements FileImage<EventPoll> {
    @Override
    public FdTypes type() {
        return FdTypes.EVENTPOLL;
    }

    @Override
    public void write(EventPoll file, int id, FileEntry.Builder entry, FileSink sink) {
        EventpollFileEntry.Builder epfd = EventpollFileEntry.newBuilder()
                .setId(id)
                .setFlags(file.flags())
                .setFown(FileOwnerImage.write(file.owner()));
        for (EventPoll.Target target : file.targets()) {
            // The id is of no use, and 0.
            epfd.addTfd(EventpollTfdEntry.newBuilder()
                    .setId(0)
                    .setTfd(target.number())
                    .setEvents(target.events())
                    .setData(target.data())
                    .setDev(target.device())
                    .setInode(target.inode())
                    .setPos(target.position()));
        }
        entry.setEpfd(epfd);
    }

    @Override
    public EventPoll read(FileEntry entry, FileSource source) {
        EventpollFileEntry epfd = entry.getEpfd();
        return new EventPoll(
                epfd.getFlags(),
                FileOwnerImage.read(epfd.getFown()),
                epfd.getTfdList().stream().map(EventPollImage::target).toList());
    }

    private static EventPoll.Target target(EventpollTfdEntry tfd) {
        return new EventPoll.Target(
                tfd.getTfd(), tfd.getEvents(), tfd.getData(), tfd.getDev(), tfd.getInode(), tfd.getPos());
    }
}
