package dev.stasis.engine.resource.file.socket;

import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.resource.file.OpenFile;

/** What kind of socket an open file is. */
public final class SocketDomain {
    private SocketDomain() {}

    /** AF_UNIX and so on; -1 when the file is no socket. */
    public static int of(OpenFile file) {
        return file.link().startsWith("socket:[") ? option(file, Socket.SO_DOMAIN) : -1;
    }

    /** SOCK_STREAM and so on. */
    public static int type(OpenFile file) {
        return option(file, Socket.SO_TYPE);
    }

    /** IPPROTO_TCP and so on. */
    public static int protocol(OpenFile file) {
        return option(file, Socket.SO_PROTOCOL);
    }

    private static int option(OpenFile file, int option) {
        return (int) Linux.real()
                .sockets()
                .intOption(file.copy(), Socket.SOL_SOCKET, option)
                .orThrow("getsockopt " + option, file.describe());
    }
}
