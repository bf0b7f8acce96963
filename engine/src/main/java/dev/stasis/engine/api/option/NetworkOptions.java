package dev.stasis.engine.api.option;

import static dev.stasis.engine.api.option.OptionBuilder.flag;
import static dev.stasis.engine.api.option.OptionBuilder.option;

import dev.stasis.engine.api.request.NetworkLock;
import java.util.List;

/** Connections. */
final class NetworkOptions {
    static final Setting<Boolean> ESTABLISHED = new Setting<>("tcp-established", false);
    static final Setting<Boolean> CLOSE = new Setting<>("tcp-close", false);
    static final Setting<Boolean> SKIP_IN_FLIGHT = new Setting<>("skip-in-flight", false);
    static final Setting<NetworkLock> LOCK = new Setting<>("network-lock", NetworkLock.IPTABLES);

    private static final String NO_TCP = "established TCP connections cannot be saved yet; close them first";

    private NetworkOptions() {}

    static List<Option<?>> all() {
        return List.of(
                flag("tcp-established", ESTABLISHED)
                        .on(Command.DUMP, Command.RESTORE)
                        .rpc("tcp_established", 5)
                        .refused(NO_TCP)
                        .help("save and restore established TCP connections; needed on both sides"),
                flag("tcp-close", CLOSE)
                        .on(Command.DUMP, Command.RESTORE)
                        .rpc("tcp_close", 52)
                        .refused(NO_TCP)
                        .help("restore established TCP connections closed"),
                flag("skip-in-flight", SKIP_IN_FLIGHT)
                        .on(Command.DUMP)
                        .rpc("tcp_skip_in_flight", 46)
                        .refused("TCP connections that wait to be accepted cannot be left out yet")
                        .help("leave out TCP connections that are not yet established"),
                option("network-lock", LOCK, NetworkOptions::lock)
                        .takes("METHOD")
                        .on(Command.DUMP)
                        .rpc("network_lock", 64)
                        .help("how to hold packets back: iptables (default), nftables, skip"));
    }

    private static NetworkLock lock(NetworkLock before, Occurrence use) {
        return switch (use.text()) {
            case "iptables" -> NetworkLock.IPTABLES;
            case "nftables" -> NetworkLock.NFTABLES;
            case "skip", "none" -> NetworkLock.SKIP;
            default -> throw CommandLineError.value("Invalid value for --network-lock: " + use.text());
        };
    }
}
