package dev.stasis.engine.resource.file.timerfd;

import dev.stasis.engine.resource.file.FileImage;
import dev.stasis.engine.resource.file.FileOwnerImage;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.engine.resource.file.timerfd.TimerFd.Span;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.TimerfdEntry;

final class TimerFdImage implements FileImage<TimerFd> {
    @Override
    public FdTypes type() {
        return FdTypes.TIMERFD;
    }

    @Override
    public void write(TimerFd file, int id, FileEntry.Builder entry, FileSink sink) {
        entry.setTfd(TimerfdEntry.newBuilder()
                .setId(id)
                .setFlags(file.flags())
                .setFown(FileOwnerImage.write(file.owner()))
                .setClockid(file.clock())
                .setTicks(file.ticks())
                .setSettimeFlags(file.settimeFlags())
                .setVsec(file.remaining().seconds())
                .setVnsec(file.remaining().nanoseconds())
                .setIsec(file.interval().seconds())
                .setInsec(file.interval().nanoseconds()));
    }

    @Override
    public TimerFd read(FileEntry entry, FileSource source) {
        TimerfdEntry tfd = entry.getTfd();
        return new TimerFd(
                tfd.getFlags(),
                FileOwnerImage.read(tfd.getFown()),
                tfd.getClockid(),
                tfd.getTicks(),
                tfd.getSettimeFlags(),
                new Span(tfd.getVsec(), tfd.getVnsec()),
                new Span(tfd.getIsec(), tfd.getInsec()));
    }
}
