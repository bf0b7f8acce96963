package dev.stasis.engine.resource.file.signalfd;

import dev.stasis.engine.resource.file.FileImage;
import dev.stasis.engine.resource.file.FileOwnerImage;
import dev.stasis.engine.resource.file.FileSink;
import dev.stasis.engine.resource.file.FileSource;
import dev.stasis.image.proto.FdTypes;
import dev.stasis.image.proto.FileEntry;
import dev.stasis.image.proto.SignalfdEntry;

final class SignalFdImage implements FileImage<SignalFd> {
    @Override
    public FdTypes type() {
        return FdTypes.SIGNALFD;
    }

    @Override
    public void write(SignalFd file, int id, FileEntry.Builder entry, FileSink sink) {
        entry.setSgfd(SignalfdEntry.newBuilder()
                .setId(id)
                .setFlags(file.flags())
                .setFown(FileOwnerImage.write(file.owner()))
                .setSigmask(file.signals()));
    }

    @Override
    public SignalFd read(FileEntry entry, FileSource source) {
        SignalfdEntry sgfd = entry.getSgfd();
        return new SignalFd(sgfd.getFlags(), FileOwnerImage.read(sgfd.getFown()), sgfd.getSigmask());
    }
}
