package dev.stasis.engine.resource.file.signalfd;

import dev.stasis.engine.resource.file.FileDump;
import dev.stasis.engine.resource.file.FileDumper;
import dev.stasis.engine.resource.file.OpenFile;

final class SignalFdDumper implements FileDumper<SignalFd> {
    private static final int HEXADECIMAL = 16;

    @Override
    public boolean recognises(OpenFile file) {
        return file.link().equals("anon_inode:[signalfd]");
    }

    @Override
    public SignalFd dump(OpenFile file, FileDump dump) {
        long signals = Long.parseUnsignedLong(file.requireDetail("sigmask"), HEXADECIMAL);
        return new SignalFd(file.flags(), file.owner(), signals);
    }
}
