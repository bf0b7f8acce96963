package dev.stasis.engine.resource.file.signalfd;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Signalfd;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.resource.file.FileRestore;
import dev.stasis.engine.resource.file.FileRestorer;
import dev.stasis.engine.resource.file.FileState;
import dev.stasis.engine.resource.file.Holder;

final class SignalFdRestorer implements FileRestorer<SignalFd> {
    @Override
    public Fd open(SignalFd file, FileRestore restore) {
        Linux linux = restore.linux();
        try (Arena arena = new Arena()) {
            Block signals = arena.allocate(Long.BYTES).putLong(0, file.signals());
            Result result =
                    new Result(linux.raw().call(Nr.SIGNALFD4, -1, signals.address(), Long.BYTES, Signalfd.SFD_CLOEXEC));
            Fd signalfd = linux.files().adopt(result, "signalfd4", "");
            return signalfd.madeWhole(fresh -> FileState.setFlags(linux, fresh, file.flags()));
        }
    }

    @Override
    public void finish(SignalFd file, Fd opened, Holder holder, FileRestore restore) {
        FileState.setOwner(restore, opened, file.owner());
    }
}
