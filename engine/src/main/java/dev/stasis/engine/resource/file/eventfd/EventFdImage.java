package dev.stasis.engine.resource.file.eventfd;

import dev.stasis.engine.resource.file.FileImage;
import dev.stasis.engine.resource.file.FileOwnerImage;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.image.proto.EventfdFileEntry;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;

final class EventFdImage implements FileImage<EventFd> {
    private static final int SEMAPHORE = 1;

    @Override
    public FdTypes type() {
        return FdTypes.EVENTFD;
    }

    @Override
    public void write(EventFd file, int id, FileEntry.Builder entry, FileSink sink) {
        entry.setEfd(EventfdFileEntry.newBuilder()
                .setId(id)
                .setFlags(file.semaphore() ? file.flags() | SEMAPHORE : file.flags())
                .setFown(FileOwnerImage.write(file.owner()))
                .setCounter(file.counter()));
    }

    @Override
    public EventFd read(FileEntry entry, FileSource source) {
        EventfdFileEntry efd = entry.getEfd();
        return new EventFd(
                efd.getFlags() & ~SEMAPHORE,
                FileOwnerImage.read(efd.getFown()),
                efd.getCounter(),
                (efd.getFlags() & SEMAPHORE) != 0);
    }
}
