package dev.stasis.engine.pages.tls;

import dev.stasis.engine.api.error.BadRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of blocks in base64 between lines of dashes (RFC 7468); text around them does not count. */
final class PemFile {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----", Pattern.DOTALL);
    private static final long LARGEST = 16L << 20;

    private final Path path;
    private final String option;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(String label, byte[] der) {}

    private PemFile(Path path, String option) {
        this.path = path;
        this.option = option;
    }

    /** @param option that names the file, for messages */
    static PemFile read(Path path, String option) {
        PemFile file = new PemFile(path, option);
        try {
            if (Files.size(path) > LARGEST) {
                throw file.useless("is too large");
            }
            Matcher blocks = BLOCK.matcher(Files.readString(path, StandardCharsets.ISO_8859_1));
            while (blocks.find()) {
                file.entries.add(
                        new Entry(blocks.group(1), Base64.getMimeDecoder().decode(blocks.group(2))));
            }
            return file;
        } catch (IllegalArgumentException damaged) {
            throw file.useless("has damaged base64");
        } catch (IOException refused) {
            throw new BadRequest(
                    "cannot read " + path + " for TLS: " + refused.getClass().getSimpleName() + "; give another "
                            + option,
                    refused);
        }
    }

    /** At least one. */
    List<X509Certificate> certificates() throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> found = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.label.endsWith("CERTIFICATE")) {
                found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(entry.der)));
            }
        }
        if (found.isEmpty()) {
            throw useless("has no certificate");
        }
        return found;
    }

    /** At least one. */
    List<X509CRL> revocations() throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509CRL> found = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.label.equals("X509 CRL")) {
                found.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(entry.der)));
            }
        }
        if (found.isEmpty()) {
            throw useless("has no list of revocations");
        }
        return found;
    }

    PrivateKey privateKey() throws GeneralSecurityException {
        for (Entry entry : entries) {
            if (entry.label.endsWith("PRIVATE KEY")) {
                return switch (entry.label) {
                    case "PRIVATE KEY" -> PrivateKeyDer.pkcs8(entry.der);
                    case "RSA PRIVATE KEY" -> PrivateKeyDer.rsa(entry.der);
                    case "EC PRIVATE KEY" -> PrivateKeyDer.ec(entry.der);
                    default ->
                        throw useless("has a key of the kind \"" + entry.label + "\", which is encrypted or unknown");
                };
            }
        }
        throw useless("has no private key");
    }

    private BadRequest useless(String what) {
        return new BadRequest(path + " " + what + "; give another " + option);
    }
}
