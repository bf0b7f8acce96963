package dev.stasis.test.pageserver;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.test.workload.Command;
import dev.stasis.test.workload.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A network namespace beside that of the test, and a link between the two that can be cut. */
final class OtherNetwork implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Process holder;
    private final String device;
    private final String net;

    private OtherNetwork(Process holder, String device, String net) {
        this.holder = holder;
        this.device = device;
        this.net = net;
    }

    static OtherNetwork make() throws IOException {
        for (String program : List.of("ip", "unshare", "nsenter")) {
            assumeTrue(Command.inPath(program), "no " + program + " on this machine: no second network can be made");
        }
        long number = ProcessHandle.current().pid() * 8 + COUNT.getAndIncrement();
        // 198.18.0.0/15 is for tests (RFC 2544).
        String net = "198." + (18 + number / 0x4000 % 2) + "." + number / 64 % 256 + "." + number % 64 * 4;
        Process holder = new ProcessBuilder("unshare", "--net", "sleep", "600").start();
        OtherNetwork network = new OtherNetwork(holder, "stasis" + number, net);
        try {
            Path own = Files.readSymbolicLink(Path.of("/proc/self/ns/net"));
            Running.await("a network namespace", () -> !holder.isAlive() || !own.equals(network.namespace()));
            assumeTrue(holder.isAlive(), "no network namespace can be made here");
            network.connect();
            return network;
        } catch (IOException | RuntimeException | Error failure) {
            network.close();
            throw failure;
        }
    }

    private Path namespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + holder.pid() + "/ns/net"));
        } catch (IOException gone) {
            return Path.of("/");
        }
    }

    private void connect() {
        Command.Answer made =
                ip("link", "add", device, "type", "veth", "peer", "name", "far", "netns", holder.pid() + "");
        assumeTrue(made.exitCode() == 0, () -> "no veth devices here: " + made.text());
        ip("addr", "add", here() + "/30", "dev", device).orFail();
        ip("link", "set", device, "up").orFail();
        inside("ip", "link", "set", "lo", "up").orFail();
        inside("ip", "addr", "add", there() + "/30", "dev", "far").orFail();
        inside("ip", "link", "set", "far", "up").orFail();
    }

    private static Command.Answer ip(String... words) {
        List<String> all = new ArrayList<>(List.of("ip"));
        all.addAll(List.of(words));
        return Command.run(all);
    }

    private Command.Answer inside(String... words) {
        List<String> all = entering();
        all.addAll(List.of(words));
        return Command.run(all);
    }

    /** Words before a command line that is to run in the other network. */
    List<String> entering() {
        return new ArrayList<>(List.of("nsenter", "--net=/proc/" + holder.pid() + "/ns/net"));
    }

    /** The test's address on the link. */
    String here() {
        return address(1);
    }

    /** The other one. */
    String there() {
        return address(2);
    }

    private String address(int host) {
        int dot = net.lastIndexOf('.');
        return net.substring(0, dot + 1) + (Integer.parseInt(net.substring(dot + 1)) + host);
    }

    /** From now on packets are lost, and nobody is told. */
    void cut() {
        inside("ip", "link", "set", "far", "down").orFail();
    }

    void mend() {
        inside("ip", "link", "set", "far", "up").orFail();
    }

    /** The namespace goes with the last process in it, and the link with the namespace. */
    @Override
    public void close() {
        ip("link", "del", device);
        Command.end(holder.toHandle());
    }
}
