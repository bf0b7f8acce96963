package dev.stasis.engine.api.option;

import static dev.stasis.engine.api.option.OptionBuilder.flag;
import static dev.stasis.engine.api.option.OptionBuilder.option;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Servers and connections to them. */
final class ServerOptions {
    static final Setting<Optional<String>> ADDRESS = new Setting<>("address", Optional.empty());
    static final Setting<OptionalInt> PORT = new Setting<>("port", OptionalInt.empty());
    static final Setting<OptionalInt> SOCKET = new Setting<>("ps-socket", OptionalInt.empty());
    static final Setting<OptionalInt> STATUS_FD = new Setting<>("status-fd", OptionalInt.empty());
    static final Setting<Boolean> TLS = new Setting<>("tls", false);
    static final Setting<Optional<String>> CA_CERTIFICATE = new Setting<>("tls-cacert", Optional.empty());
    static final Setting<Optional<String>> CA_REVOCATIONS = new Setting<>("tls-cacrl", Optional.empty());
    static final Setting<Optional<String>> CERTIFICATE = new Setting<>("tls-cert", Optional.empty());
    static final Setting<Optional<String>> KEY = new Setting<>("tls-key", Optional.empty());
    static final Setting<Boolean> NO_NAME_CHECK = new Setting<>("tls-no-cn-verify", false);

    private ServerOptions() {}

    static List<Option<?>> all() {
        return List.of(
                flag("daemon", TreeOptions.DETACHED)
                        .letter('d')
                        .on(Command.PAGE_SERVER, Command.LAZY_PAGES, Command.SERVICE)
                        .help("go into the background once listening"),
                option("address", ADDRESS, Folds.TEXT)
                        .takes("ADDR")
                        .on(Command.DUMP, Command.PRE_DUMP, Command.PAGE_SERVER, Command.LAZY_PAGES, Command.SERVICE)
                        .help("address of the page server, or socket of the service"),
                onTransfers(option("port", PORT, Folds.POSITIVE)).takes("PORT").help("port of the page server"),
                onTransfers(option("ps-socket", SOCKET, Folds.DESCRIPTOR))
                        .takes("FD")
                        .help("connected descriptor to use instead"),
                option("status-fd", STATUS_FD, ServerOptions::statusFd)
                        .takes("FD")
                        .on(Command.PAGE_SERVER, Command.LAZY_PAGES, Command.SERVICE, Command.DUMP)
                        .rpc("status_fd", 49)
                        .help("write a NUL byte to this descriptor once listening"),
                onTransfers(flag("tls", TLS)).rpc("tls", 58).help("secure page transfers by TLS"),
                onTransfers(option("tls-cacert", CA_CERTIFICATE, Folds.TEXT))
                        .takes("FILE")
                        .rpc("tls_cacert", 54)
                        .help("trust only this authority"),
                onTransfers(option("tls-cacrl", CA_REVOCATIONS, Folds.TEXT))
                        .takes("FILE")
                        .rpc("tls_cacrl", 55)
                        .help("its revocations"),
                onTransfers(option("tls-cert", CERTIFICATE, Folds.TEXT))
                        .takes("FILE")
                        .rpc("tls_cert", 56)
                        .help("our certificate"),
                onTransfers(option("tls-key", KEY, Folds.TEXT))
                        .takes("FILE")
                        .rpc("tls_key", 57)
                        .help("our private key"),
                onTransfers(option("tls-no-cn-verify", NO_NAME_CHECK, Folds.FLAG))
                        .rpc("tls_no_cn_verify", 59)
                        .help("accept any name in the other side's certificate"));
    }

    private static <T> OptionBuilder<T> onTransfers(OptionBuilder<T> builder) {
        return builder.on(Command.DUMP, Command.PRE_DUMP, Command.PAGE_SERVER, Command.LAZY_PAGES);
    }

    private static OptionalInt statusFd(OptionalInt before, Occurrence use) {
        OptionalInt fd = Folds.number(use.text());
        if (fd.isEmpty()) {
            throw CommandLineError.value("Unable to parse a value of --status-fd");
        }
        return fd;
    }
}
