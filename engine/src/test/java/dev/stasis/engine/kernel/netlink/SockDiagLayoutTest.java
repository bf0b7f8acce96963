package dev.stasis.engine.kernel.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.stasis.engine.kernel.ccompiler.CCompiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SockDiagLayoutTest {
    private static final List<String> HEADERS = List.of(
            "sys/socket.h",
            "sys/un.h",
            "netinet/in.h",
            "linux/netlink.h",
            "linux/unix_diag.h",
            "linux/inet_diag.h",
            "linux/netlink_diag.h",
            "linux/tcp.h",
            "sys/epoll.h");

    /** What the readers of the tables take for granted. */
    private static final Map<String, Long> LAYOUT = new TreeMap<>(Map.ofEntries(
            Map.entry("sizeof(struct nlmsghdr)", 16L),
            Map.entry("offsetof(struct nlmsghdr, nlmsg_flags)", 6L),
            Map.entry("sizeof(struct unix_diag_req)", 24L),
            Map.entry("offsetof(struct unix_diag_req, udiag_states)", 4L),
            Map.entry("offsetof(struct unix_diag_req, udiag_show)", 12L),
            Map.entry("sizeof(struct unix_diag_msg)", 16L),
            Map.entry("offsetof(struct unix_diag_msg, udiag_type)", 1L),
            Map.entry("offsetof(struct unix_diag_msg, udiag_state)", 2L),
            Map.entry("offsetof(struct unix_diag_msg, udiag_ino)", 4L),
            Map.entry("offsetof(struct unix_diag_rqlen, udiag_wqueue)", 4L),
            Map.entry("offsetof(struct unix_diag_vfs, udiag_vfs_ino)", 0L),
            Map.entry("sizeof(struct inet_diag_req_v2)", 56L),
            Map.entry("offsetof(struct inet_diag_req_v2, idiag_states)", 4L),
            Map.entry("sizeof(struct inet_diag_msg)", 72L),
            Map.entry("offsetof(struct inet_diag_msg, idiag_state)", 1L),
            Map.entry("offsetof(struct inet_diag_msg, idiag_rqueue)", 56L),
            Map.entry("offsetof(struct inet_diag_msg, idiag_wqueue)", 60L),
            Map.entry("offsetof(struct inet_diag_msg, idiag_inode)", 68L),
            Map.entry("sizeof(struct netlink_diag_req)", 20L),
            Map.entry("offsetof(struct netlink_diag_msg, ndiag_protocol)", 2L),
            Map.entry("offsetof(struct netlink_diag_msg, ndiag_state)", 3L),
            Map.entry("offsetof(struct netlink_diag_msg, ndiag_portid)", 4L),
            Map.entry("offsetof(struct netlink_diag_msg, ndiag_dst_portid)", 8L),
            Map.entry("offsetof(struct netlink_diag_msg, ndiag_dst_group)", 12L),
            Map.entry("offsetof(struct netlink_diag_msg, ndiag_ino)", 16L),
            Map.entry("sizeof(struct sockaddr_nl)", 12L),
            Map.entry("sizeof(struct sockaddr_in)", 16L),
            Map.entry("sizeof(struct sockaddr_in6)", 28L),
            Map.entry("offsetof(struct sockaddr_in6, sin6_addr)", 8L),
            Map.entry("offsetof(struct sockaddr_in6, sin6_scope_id)", 24L),
            Map.entry("offsetof(struct sockaddr_un, sun_path)", 2L),
            Map.entry("offsetof(struct tcp_info, tcpi_unacked)", 24L),
            Map.entry("offsetof(struct tcp_info, tcpi_sacked)", 28L),
            Map.entry("sizeof(struct msghdr)", 56L),
            Map.entry("offsetof(struct msghdr, msg_controllen)", 40L),
            Map.entry("offsetof(struct msghdr, msg_flags)", 48L),
            Map.entry("sizeof(struct cmsghdr)", 16L),
            Map.entry("sizeof(struct epoll_event)", 12L)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void isThatOfTheKernelsHeaders() throws IOException, InterruptedException {
        CCompiler.assumePresent();
        StringBuilder body = new StringBuilder();
        LAYOUT.keySet().forEach(what -> body.append("printf(\"" + what + " %ld\\n\", (long) " + what + ");\n"));
        assertEquals(LAYOUT, CCompiler.run(directory, "layout", HEADERS, body.toString()));
    }
}
