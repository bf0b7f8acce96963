package dev.stasis.engine.resource.file.unix;

import dev.stasis.engine.kernel.abi.Mount;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Sched;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A directory that looks empty to one action: it runs on a thread in a mount namespace of its own, with a tmpfs mounted
 * there. Nobody else sees what is made, and what is in the directory is not touched.
 */
final class EmptyDirectory {
    private EmptyDirectory() {}

    static <T> T in(Linux linux, String directory, Supplier<T> action) {
        return WorkingDirectory.alone(linux, Sched.CLONE_NEWNS, () -> {
            mount(linux, "/", "", Mount.MS_REC | Mount.MS_PRIVATE);
            mount(linux, directory, "tmpfs", 0);
            return action.get();
        });
    }

    private static void mount(Linux linux, String place, String type, long flags) {
        try (Arena arena = new Arena()) {
            long none = arena.string("none").address();
            long name = arena.copy((place + "\0").getBytes(StandardCharsets.ISO_8859_1))
                    .address();
            new Result(linux.raw().call(Nr.MOUNT, none, name, arena.string(type).address(), flags, 0))
                    .orThrow("mount", place + " in a namespace of its own");
        }
    }
}
