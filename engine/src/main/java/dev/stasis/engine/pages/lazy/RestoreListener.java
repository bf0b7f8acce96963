package dev.stasis.engine.pages.lazy;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.call.Result;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.kernel.fd.Polling;
import dev.stasis.engine.serving.StopSignal;
import java.nio.file.Path;
import java.util.List;

/** The socket {@value DaemonLink#SOCKET} in the work directory, where the restore comes to: for root only. */
final class RestoreListener implements AutoCloseable {
    private static final int OWNER_ONLY = 0600;

    private final Linux linux;
    private final Fd socket;
    private final Path path;

    private RestoreListener(Linux linux, Fd socket, Path path) {
        this.linux = linux;
        this.socket = socket;
        this.path = path;
    }

    static RestoreListener in(Linux linux, Path work) {
        Path path = work.resolve(DaemonLink.SOCKET);
        Result unlinked = linux.paths().tryUnlink(path.toString());
        if (!unlinked.ok() && !unlinked.failedWith(Errno.ENOENT)) {
            throw refused(path, "an old one cannot be removed", unlinked);
        }
        Fd socket = linux.sockets().socket(Socket.AF_UNIX, Socket.SOCK_STREAM, 0);
        return new RestoreListener(
                linux,
                socket.madeWhole(fresh -> {
                    // bind(2) gives the file the mode of the socket, so that there is no moment of another one.
                    new Result(linux.raw().call(Nr.FCHMOD, fresh.number(), OWNER_ONLY))
                            .orThrow("fchmod", DaemonLink.SOCKET);
                    Result bound = UnixPath.with(
                            linux,
                            work,
                            DaemonLink.SOCKET,
                            address -> linux.sockets().bind(fresh, address));
                    if (!bound.ok()) {
                        throw refused(path, "it cannot be made", bound);
                    }
                    linux.sockets().listen(fresh, 1).orThrow("listen", path.toString());
                }),
                path);
    }

    private static BadRequest refused(Path path, String what, Result why) {
        return new BadRequest("lazy-pages cannot listen at " + path + ": " + what + ": " + Errno.describe(why.errno())
                + "; choose another -W");
    }

    /** Waits for the restore, as long as it takes. */
    RestoreLink accept(StopSignal stop) {
        while (!stop.came()) {
            if (!Polling.among(linux, List.of(stop.descriptor(), socket), -1).get(1)) {
                continue;
            }
            Result accepted = linux.sockets().accept(socket);
            if (!accepted.failedWith(Errno.EINTR) && !accepted.failedWith(Errno.ECONNABORTED)) {
                return new RestoreLink(linux, linux.files().adopt(accepted, "accept", path.toString()));
            }
        }
        throw new PeerLost("lazy-pages was told to end before a restore came");
    }

    /** One restore only: the name goes, too. */
    @Override
    public void close() {
        linux.paths().tryUnlink(path.toString());
        socket.close();
    }
}
