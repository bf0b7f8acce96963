package dev.stasis.engine.pages.tls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.error.PeerLost;
import dev.stasis.engine.api.request.Tls;
import dev.stasis.engine.kernel.abi.Socket;
import dev.stasis.engine.kernel.call.Arena;
import dev.stasis.engine.kernel.call.Block;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.kernel.fd.Fd;
import dev.stasis.engine.pages.wire.Link;
import dev.stasis.engine.pages.wire.SocketLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsLinkTest {
    private static final Linux LINUX = Linux.real();
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    /** Two authorities; certificates in each form of key that openssl writes; one of them is revoked. */
    private static final String SCRIPT = """
            set -e
            for ca in ca other; do
                openssl ecparam -name prime256v1 -genkey -noout -out $ca.key
                openssl req -x509 -key $ca.key -out $ca.pem -days 2 -subj /CN=$ca \
                    -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
            done
            echo subjectAltName=DNS:page.server,IP:10.1.2.3 > names
            sign() {
                openssl req -new -key $1.key -out $1.csr -subj /CN=$1
                openssl x509 -req -in $1.csr -CA $2.pem -CAkey $2.key -CAcreateserial -out $1.pem -days 2 -extfile names
            }
            openssl genrsa -out rsa.key 2048
            openssl rsa -in rsa.key -traditional -out rsa1.key
            openssl ecparam -name prime256v1 -genkey -out ec.key
            openssl ecparam -name prime256v1 -genkey -noout -out stranger.key
            sign rsa ca; cp rsa.pem rsa1.pem
            sign ec ca
            sign stranger other
            touch index.txt; echo 01 > number
            printf '[ca]\\ndefault_ca=d\\n[d]\\ndatabase=index.txt\\ncrlnumber=number\\ndefault_md=sha256\\n' > conf
            openssl ca -config conf -cert ca.pem -keyfile ca.key -revoke ec.pem
            openssl ca -config conf -cert ca.pem -keyfile ca.key -gencrl -crldays 2 -out crl.pem
            """;

    @TempDir
    static Path pki;

    @BeforeAll
    static void makeCertificates() throws IOException, InterruptedException {
        Process made;
        try {
            made = new ProcessBuilder("sh", "-c", SCRIPT)
                    .directory(pki.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(pki.resolve("said").toFile())
                    .start();
        } catch (IOException noShell) {
            assumeTrue(false, "no certificates can be made here: " + noShell);
            return;
        }
        int code = made.waitFor();
        assumeTrue(code != 127, "no openssl on this machine: no certificates can be made");
        assertEquals(0, code, Files.readString(pki.resolve("said")));
    }

    private static Tls files(String name, String authority) {
        return new Tls(
                Optional.of(authority + ".pem"),
                Optional.empty(),
                Optional.of(name + ".pem"),
                Optional.of(name + ".key"),
                true);
    }

    private static Link[] pair() {
        Fd[] ends = LINUX.sockets().pair(Socket.AF_UNIX, Socket.SOCK_STREAM);
        return new Link[] {
            new SocketLink(LINUX, ends[0], "the server", DEADLINE),
            new SocketLink(LINUX, ends[1], "the client", DEADLINE)
        };
    }

    private static TlsIdentity identity(Tls tls, String name) {
        return TlsIdentity.of(tls, pki, Optional.of(name).filter(given -> !given.isEmpty()));
    }

    /** What a client and a server have to say to each other; each closes its end. */
    private static String failure(Tls client, String serverName, Tls server) {
        Link[] pair = pair();
        CompletableFuture<String> there =
                CompletableFuture.supplyAsync(() -> outcome(() -> TlsLink.server(pair[1], identity(server, ""))));
        String here = outcome(() -> TlsLink.client(pair[0], identity(client, serverName)));
        return here + " | " + there.join();
    }

    private static String outcome(Supplier<Link> shaking) {
        try (Link link = shaking.get();
                Arena arena = new Arena()) {
            link.write(arena.allocate(1));
            link.push();
            link.read(arena.allocate(1));
            return "fine";
        } catch (PeerLost lost) {
            return String.valueOf(lost.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "rsa1", "ec"})
    void knowsEveryFormOfKey(String name) {
        assertEquals("fine | fine", failure(files(name, "ca"), "page.server", files(name, "ca")));
    }

    @Test
    void bringsEveryByteAndTheEnd() {
        byte[] content = new byte[3_000_017];
        new Random(1).nextBytes(content);
        Link[] pair = pair();
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            try (Link link = TlsLink.client(pair[0], identity(files("rsa", "ca"), ""));
                    Arena arena = new Arena()) {
                Block all = arena.copy(content);
                int at = 0;
                for (int piece = 1; at < content.length; piece = piece * 3 + 1) {
                    int length = Math.min(piece, content.length - at);
                    link.write(all.slice(at, length));
                    at += length;
                }
                link.push();
                link.finish();
                assertEquals(0, link.read(arena.allocate(1)));
            }
        });
        byte[] got = new byte[content.length];
        try (Link link = TlsLink.server(pair[1], identity(files("ec", "ca"), ""));
                Arena arena = new Arena()) {
            Block room = arena.allocate(100_003);
            int at = 0;
            assertTrue(link.awaits(60_000));
            for (long read = link.read(room); read > 0; read = link.read(room)) {
                System.arraycopy(room.getBytes(0, (int) read), 0, got, at, (int) read);
                at += (int) read;
            }
            assertEquals(content.length, at);
            link.finish();
        }
        sender.join();
        assertArrayEquals(content, got);
    }

    @Test
    void aStrangerIsRefusedOnEitherSide() {
        String server = failure(files("rsa", "ca"), "", files("stranger", "ca"));
        assertTrue(server.startsWith("no TLS with the server"), server);
        String client = failure(files("stranger", "ca"), "", files("rsa", "ca"));
        assertTrue(client.contains("| no TLS with the client"), client);
    }

    @Test
    void aRevokedCertificateIsRefused() {
        Tls plain = files("rsa", "ca");
        Tls careful = new Tls(
                plain.caCertificate(), Optional.of("crl.pem"), plain.certificate(), plain.key(), plain.verifyName());
        assertEquals("fine | fine", failure(careful, "", files("rsa", "ca")));
        String revoked = failure(careful, "", files("ec", "ca"));
        assertTrue(revoked.contains("the certificate of page.server has been revoked"), revoked);
    }

    @Test
    void theNameMustBeTheOneAskedFor() {
        Tls plain = files("rsa", "ca");
        assertEquals("fine | fine", failure(plain, "10.1.2.3", plain));
        String wrong = failure(plain, "10.1.2.4", plain);
        assertTrue(wrong.contains("is not for 10.1.2.4 but for page.server"), wrong);
        Tls easy = new Tls(plain.caCertificate(), Optional.empty(), plain.certificate(), plain.key(), false);
        assertEquals("fine | fine", failure(easy, "10.1.2.4", plain));
    }

    @Test
    void aPeerWithoutTlsIsTold() {
        Link[] pair = pair();
        try (Link plain = pair[0];
                Arena arena = new Arena()) {
            plain.write(arena.allocate(24).putInt(0, 4));
            PeerLost lost =
                    assertThrows(PeerLost.class, () -> TlsLink.server(pair[1], identity(files("rsa", "ca"), "")));
            assertTrue(String.valueOf(lost.getMessage()).contains("the client speaks without TLS"), lost::getMessage);
        }
    }

    @Test
    void aPeerThatStallsInTheHandshakeIsGivenUp() {
        Fd[] ends = LINUX.sockets().pair(Socket.AF_UNIX, Socket.SOCK_STREAM);
        try (Fd silent = ends[1]) {
            Link link = new SocketLink(LINUX, ends[0], "the server", Duration.ofMillis(50));
            PeerLost lost = assertThrows(PeerLost.class, () -> TlsLink.client(link, identity(files("rsa", "ca"), "")));
            assertTrue(String.valueOf(lost.getMessage()).contains("gave up on the server"), lost::getMessage);
            assertTrue(silent.number() >= 0);
        }
    }

    @Test
    void filesThatAreNotThereAreNamed() {
        BadRequest missing = assertThrows(BadRequest.class, () -> identity(files("nobody", "ca"), ""));
        assertTrue(String.valueOf(missing.getMessage()).contains("nobody.key"), missing::getMessage);
        BadRequest wrong = assertThrows(
                BadRequest.class,
                () -> identity(
                        new Tls(
                                Optional.of("ca.key"),
                                Optional.empty(),
                                Optional.of("rsa.pem"),
                                Optional.of("rsa.key"),
                                true),
                        ""));
        assertTrue(String.valueOf(wrong.getMessage()).contains("no certificate"), wrong::getMessage);
    }
}
