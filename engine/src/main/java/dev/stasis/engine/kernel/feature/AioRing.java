package dev.stasis.engine.kernel.feature;

import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.MemoryCalls;
import dev.stasis.engine.kernel.call.Result;
import java.util.Optional;

/** The ring that io_setup(2) maps; its address is the context's name, so restore has to move it to the old one. */
final class AioRing {
    private static final int EVENTS = 8;

    private AioRing() {}

    static Optional<String> moves(Linux linux) {
        try (Arena arena = new Arena()) {
            Block context = arena.allocate(8);
            Result made = new Result(linux.raw().call(Nr.IO_SETUP, EVENTS, context.address()));
            if (!made.ok()) {
                return Question.refused("io_setup", made);
            }
            Block place = linux.memory().mapAnonymous(MemoryCalls.PAGE, Mman.PROT_NONE);
            Result moved = new Result(linux.raw()
                    .call(
                            Nr.MREMAP,
                            context.getLong(0),
                            MemoryCalls.PAGE,
                            MemoryCalls.PAGE,
                            Mman.MREMAP_MAYMOVE | Mman.MREMAP_FIXED,
                            place.address()));
            if (!moved.ok()) {
                linux.memory().unmap(place);
                linux.raw().call(Nr.IO_DESTROY, context.getLong(0));
                return Question.refused("mremap of an AIO ring", moved);
            }
            Block now = arena.allocate(16);
            Block events = arena.allocate(EVENTS * 32L);
            Result asked = new Result(
                    linux.raw().call(Nr.IO_GETEVENTS, place.address(), 0, EVENTS, events.address(), now.address()));
            linux.raw().call(Nr.IO_DESTROY, place.address());
            return Question.refused("io_getevents of a moved AIO ring", asked);
        }
    }
}
