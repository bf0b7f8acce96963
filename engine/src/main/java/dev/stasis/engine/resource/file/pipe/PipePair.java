package dev.stasis.engine.resource.file.pipe;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;

/** A new pipe's two ends. */
record PipePair(Fd read, Fd write) implements AutoCloseable {
    static PipePair make(Linux linux) {
        try (Arena arena = new Arena()) {
            Block ends = arena.allocate(8);
            new Result(linux.raw().call(Nr.PIPE2, ends.address(), Fcntl.O_CLOEXEC)).orThrow("pipe2", "");
            return new PipePair(Fd.owning(linux.files(), ends.getInt(0)), Fd.owning(linux.files(), ends.getInt(4)));
        }
    }

    @Override
    public void close() {
        read.close();
        write.close();
    }
}
