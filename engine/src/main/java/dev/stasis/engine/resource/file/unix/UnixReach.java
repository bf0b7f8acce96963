package dev.stasis.engine.resource.file.unix;

import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.fd.Fd;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How a bound socket is reached: by its abstract name, or by its file, held open. Through /proc/self/fd a file without a
 * path, or with one that no address has room for, is reached too.
 */
record UnixReach(String path, @Nullable Fd node) implements AutoCloseable {
    private static final int FAMILY = 2;

    /** struct sockaddr_un of {@code path}, as long as the path. */
    static Block address(Arena arena, String path) {
        byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
        return arena.allocate(FAMILY + (long) bytes.length)
                .putShort(0, (short) Socket.AF_UNIX)
                .putBytes(FAMILY, bytes);
    }

    Block address(Arena arena) {
        return address(arena, node == null ? path : "/proc/self/fd/" + node.number() + "\0");
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
    }
}
