package dev.stasis.test.pageserver;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.test.workload.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An authority and two certificates of it, made by openssl. */
final class Certificates {
    private static final String SCRIPT = """
            set -e
            openssl ecparam -name prime256v1 -genkey -noout -out ca.key
            openssl req -x509 -key ca.key -out ca.pem -days 2 -subj /CN=authority \
                -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
            for side in server client; do
                openssl ecparam -name prime256v1 -genkey -noout -out $side.key
                openssl req -new -key $side.key -out $side.csr -subj /CN=$side
                openssl x509 -req -in $side.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out $side.pem -days 2 -extfile names
            done
            """;

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /** @param address that both certificates are for */
    static Certificates make(Path folder, String address) throws IOException {
        assumeTrue(Command.inPath("openssl"), "no openssl on this machine: no certificates can be made");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("names"), "subjectAltName=IP:" + address + "\n");
        Command.run("sh", "-c", "cd " + folder + "; " + SCRIPT).orFail();
        return new Certificates(folder);
    }

    /** Options of the {@code server} or the {@code client}. */
    List<String> of(String side) {
        return List.of(
                "--tls",
                "--tls-cacert",
                folder.resolve("ca.pem").toString(),
                "--tls-cert",
                folder.resolve(side + ".pem").toString(),
                "--tls-key",
                folder.resolve(side + ".key").toString());
    }
}
