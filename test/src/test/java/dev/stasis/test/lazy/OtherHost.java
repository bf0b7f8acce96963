package dev.stasis.test.lazy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.test.workload.Command;
import dev.stasis.test.workload.Proc;
import dev.stasis.test.workload.Running;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A network, a pid and a mount namespace beside those of the test, and a line between the two that can be cut. */
final class OtherHost implements AutoCloseable {
    /** 198.18.0.0/15 is for tests (RFC 2544). */
    static final String HERE = "198.19.77.1";

    private static final String THERE = "198.19.77.2";

    private final Process holder;
    private final String device = "lazy" + ProcessHandle.current().pid() % 1_000_000;

    private OtherHost(Process holder) {
        this.holder = holder;
    }

    static OtherHost make() throws IOException {
        for (String program : List.of("ip", "unshare", "nsenter")) {
            assumeTrue(Command.inPath(program), "no " + program + " on this machine: no other host can be played");
        }
        File nothing = new File("/dev/null");
        OtherHost host = new OtherHost(new ProcessBuilder(
                        "unshare", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "sleep", "600")
                .redirectInput(nothing)
                .redirectOutput(nothing)
                .redirectErrorStream(true)
                .start());
        try {
            Running.await("namespaces", () -> !host.holder.isAlive() || host.sleeps());
            assumeTrue(host.holder.isAlive(), "no namespaces can be made here");
            Command.Answer made = Command.run(
                    "ip", "link", "add", host.device, "type", "veth", "peer", "name", "far", "netns", host.init() + "");
            assumeTrue(made.exitCode() == 0, () -> "no veth devices here: " + made.text());
            Command.run("ip", "addr", "add", HERE + "/30", "dev", host.device).orFail();
            host.mend();
            host.run("ip", "addr", "add", THERE + "/30", "dev", "far").orFail();
            host.run("ip", "link", "set", "far", "up").orFail();
            host.run("ip", "link", "set", "lo", "up").orFail();
            return host;
        } catch (RuntimeException | Error failure) {
            host.close();
            throw failure;
        }
    }

    private boolean sleeps() {
        List<Integer> children = Proc.children((int) holder.pid());
        return !children.isEmpty() && Proc.executable(children.get(0)).endsWith("sleep");
    }

    private int init() {
        return Proc.children((int) holder.pid()).get(0);
    }

    /** Words of a command that runs {@code words} over there. */
    List<String> inside(List<String> words) {
        List<String> all = new ArrayList<>(List.of("nsenter", "-t", init() + "", "-n", "-p", "-m"));
        all.addAll(words);
        return all;
    }

    private Command.Answer run(String... words) {
        return Command.run(inside(List.of(words)));
    }

    void cut() {
        Command.run("ip", "link", "set", device, "down").orFail();
    }

    void mend() {
        Command.run("ip", "link", "set", device, "up").orFail();
    }

    /** Ends everything there; the device goes with its other end. */
    void end() {
        Command.end(holder.toHandle());
        holder.onExit().join();
    }

    @Override
    public void close() {
        end();
    }
}
