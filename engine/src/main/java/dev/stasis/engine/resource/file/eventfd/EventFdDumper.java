package dev.stasis.engine.resource.file.eventfd;

import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileDumper;
import dev.stasis.engine.resource.file.OpenFile;

final class EventFdDumper implements FileDumper<EventFd> {
    @Override
    public boolean recognises(OpenFile file) {
        return file.link().equals("anon_inode:[eventfd]");
    }

    /** fdinfo tells the counter in hexadecimal. Kernels before 6.5 do not tell of EFD_SEMAPHORE. */
    @Override
    public EventFd dump(OpenFile file, FileDump dump) {
        long counter = Long.parseUnsignedLong(file.requireDetail("eventfd-count"), 16);
        boolean semaphore = file.detail("eventfd-semaphore").map("1"::equals).orElse(false);
        return new EventFd(file.flags(), file.owner(), counter, semaphore);
    }
}
