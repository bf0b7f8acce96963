package dev.stasis.engine.kernel.feature;

import dev.stasis.engine.kernel.abi.Fcntl;
import dev.stasis.engine.kernel.abi.Mman;
import dev.stasis.engine.kernel.abi.Mount;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Sched;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.MemoryCalls;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Whether /proc/PID/maps shows a file of an overlay under the same device and inode as stat(2) does. Asked on a thread of
 * its own with a mount namespace of its own, which both end with the answer.
 */
final class OverlayQuestion {
    private static final Path PLACE = Path.of("/tmp");

    private OverlayQuestion() {}

    static Optional<String> mapsOfOverlay(Linux linux, StoppedTask task) {
        CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        new Thread(() -> answer.complete(ask(linux)), "stasis-overlay").start();
        return answer.join();
    }

    private static Optional<String> ask(Linux linux) {
        try {
            Result alone = new Result(linux.raw().call(Nr.UNSHARE, Sched.CLONE_NEWNS));
            if (!alone.ok()) {
                return Question.refused("unshare(CLONE_NEWNS)", alone);
            }
            mount(linux, "none", "/", "", Mount.MS_REC | Mount.MS_PRIVATE, "");
            Result tmpfs = mount(linux, "stasis-check", PLACE.toString(), "tmpfs", 0, "");
            if (!tmpfs.ok()) {
                return Question.refused("mount of a tmpfs", tmpfs);
            }
            for (String name : new String[] {"lower", "upper", "work", "merged"}) {
                Files.createDirectory(PLACE.resolve(name));
            }
            Files.writeString(PLACE.resolve("lower/file"), "x");
            String options = "lowerdir=/tmp/lower,upperdir=/tmp/upper,workdir=/tmp/work";
            Result overlay = mount(linux, "overlay", "/tmp/merged", "overlay", 0, options);
            return overlay.ok() ? compare(linux) : Question.refused("mount of an overlay", overlay);
        } catch (IOException refused) {
            return Optional.of("an overlay cannot be tried: " + refused);
        }
    }

    private static Optional<String> compare(Linux linux) throws IOException {
        try (Fd file = linux.files().open("/tmp/merged/file", Fcntl.O_RDONLY, 0)) {
            Block mapped = linux.memory().mapShared(file, MemoryCalls.PAGE, Mman.PROT_READ);
            try {
                String inode = Files.getAttribute(Path.of("/tmp/merged/file"), "unix:ino")
                        .toString();
                String start = Long.toHexString(mapped.address()) + "-";
                // address, protection, offset, device, inode, path
                String shown = Files.readAllLines(Path.of("/proc/thread-self/maps")).stream()
                        .filter(line -> line.startsWith(start))
                        .map(line -> line.split(" +")[4])
                        .findFirst()
                        .orElse("nothing");
                return Question.unless(
                        shown.equals(inode), "maps shows inode " + shown + " for a file of an overlay, stat " + inode);
            } finally {
                linux.memory().unmap(mapped);
            }
        }
    }

    private static Result mount(Linux linux, String source, String target, String type, long flags, String data) {
        try (Arena arena = new Arena()) {
            return new Result(linux.raw()
                    .call(
                            Nr.MOUNT,
                            arena.string(source).address(),
                            arena.string(target).address(),
                            arena.string(type).address(),
                            flags,
                            arena.string(data).address()));
        }
    }
}
