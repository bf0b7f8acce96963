package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;

/** struct sockaddr_un of a socket in a directory whose own path may be longer than the 107 bytes that fit. */
final class UnixPath {
    private static final int LONGEST = 107;

    private UnixPath() {}

    static <T> T with(Linux linux, Path directory, String name, Function<Block, T> use) {
        try (Fd held = linux.files().open(directory.toString(), Fcntl.O_PATH | Fcntl.O_DIRECTORY, 0);
                Arena arena = new Arena()) {
            byte[] path = directory.resolve(name).toString().getBytes(StandardCharsets.UTF_8);
            if (path.length > LONGEST) {
                path = ("/proc/self/fd/" + held.number() + "/" + name).getBytes(StandardCharsets.UTF_8);
            }
            return use.apply(arena.allocate(2L + path.length + 1)
                    .putShort(0, (short) Socket.AF_UNIX)
                    .putBytes(2, path));
        }
    }
}
