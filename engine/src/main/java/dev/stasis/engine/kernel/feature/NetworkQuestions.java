package dev.stasis.engine.kernel.feature;

import dev.stasis.engine.kernel.abi.Errno;
import dev.stasis.engine.kernel.abi.Netlink;
import dev.stasis.engine.kernel.call.Linux;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** About links and the numbers by which namespaces know one another: linux/rtnetlink.h, linux/net_namespace.h. */
final class NetworkQuestions {
    private static final int RTM_GETLINK = 18;
    private static final int RTM_GETNSID = 90;
    private static final short NETNSA_PID = 2;
    private static final short IFLA_TARGET_NETNSID = 46;
    /** struct ifinfomsg. */
    private static final int IFINFOMSG = 16;

    private static final int LOOPBACK = 1;
    private static final int NO_SUCH_NAMESPACE = 0x7fff_fff0;

    private NetworkQuestions() {}

    static Optional<String> namespaceIds(Linux linux, StoppedTask task) {
        byte[] request = message(4)
                .putInt(0)
                .putShort((short) 8)
                .putShort(NETNSA_PID)
                .putInt(linux.processes().ownPid())
                .array();
        return Question.refused("RTM_GETNSID", route(RTM_GETNSID, request).ask(linux));
    }

    /** EINVAL: there is no such namespace; a kernel that does not know the attribute passes over it. */
    static Optional<String> linksOfNamespaces(Linux linux, StoppedTask task) {
        byte[] request = message(IFINFOMSG)
                .putInt(0)
                .putInt(LOOPBACK)
                .putLong(0)
                .putShort((short) 8)
                .putShort(IFLA_TARGET_NETNSID)
                .putInt(NO_SUCH_NAMESPACE)
                .array();
        return Question.unless(
                Errno.EINVAL,
                "RTM_GETLINK in another namespace",
                route(RTM_GETLINK, request).ask(linux));
    }

    /** Links are made with a chosen index since 3.7, which is older than anything this program runs on. */
    static Optional<String> links(Linux linux, StoppedTask task) {
        byte[] request = message(IFINFOMSG)
                .putInt(0)
                .putInt(LOOPBACK)
                .putLong(0)
                .putLong(0)
                .array();
        return Question.refused("RTM_GETLINK", route(RTM_GETLINK, request).ask(linux));
    }

    private static ByteBuffer message(int header) {
        return ByteBuffer.allocate(header + 8).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static NetlinkQuestion route(int type, byte[] request) {
        return new NetlinkQuestion(Netlink.NETLINK_ROUTE, type, 0, request);
    }
}
