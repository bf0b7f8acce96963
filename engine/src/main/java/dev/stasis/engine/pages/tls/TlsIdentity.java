package dev.stasis.engine.pages.tls;

import dev.stasis.engine.api.error.BadRequest;
import dev.stasis.engine.api.request.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Who this side is, and whom it trusts: its certificate and key, authorities, revocations, the other side's name. */
public final class TlsIdentity {
    private static final Path AUTHORITY = Path.of("/etc/pki/CA/cacert.pem");
    private static final Path REVOCATIONS = Path.of("/etc/pki/CA/cacrl.pem");
    private static final String CERTIFICATE = "/etc/pki/criu/cert.pem";
    private static final String KEY = "/etc/pki/criu/private/key.pem";
    /** Of a store that is never written anywhere. */
    private static final char[] NO_PASSWORD = {};

    private final SSLContext context;

    private TlsIdentity(SSLContext context) {
        this.context = context;
    }

    /**
     * Reads the files.
     *
     * @param work what relative names count from
     * @param name the other side's certificate must be for it, unless {@code tls} says otherwise; absent: any name will do
     */
    public static TlsIdentity of(Tls tls, Path work, Optional<String> name) {
        try {
            X509ExtendedTrustManager authorities = trusting(authorities(tls, work));
            PeerCheck check =
                    new PeerCheck(authorities, revocations(tls, work), name.filter(given -> tls.verifyName()));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own(tls, work).getKeyManagers(), new TrustManager[] {check}, null);
            return new TlsIdentity(context);
        } catch (GeneralSecurityException | IOException refused) {
            throw new BadRequest("the certificates cannot be used for TLS: " + refused.getMessage(), refused);
        }
    }

    private static KeyManagerFactory own(Tls tls, Path work) throws GeneralSecurityException, IOException {
        Path keyFile = work.resolve(tls.key().orElse(KEY));
        Path certificateFile = work.resolve(tls.certificate().orElse(CERTIFICATE));
        PrivateKey key = PemFile.read(keyFile, "--tls-key").privateKey();
        List<X509Certificate> chain =
                PemFile.read(certificateFile, "--tls-cert").certificates();
        KeyStore store = emptyStore();
        store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(new Certificate[0]));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        return keys;
    }

    /** Those of {@code --tls-cacert} and no others; or else the system's, and the default file's if it is there. */
    private static List<X509Certificate> authorities(Tls tls, Path work) throws GeneralSecurityException {
        if (tls.caCertificate().isPresent()) {
            return PemFile.read(work.resolve(tls.caCertificate().get()), "--tls-cacert")
                    .certificates();
        }
        TrustManagerFactory system = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        system.init((KeyStore) null);
        List<X509Certificate> all = new ArrayList<>(Arrays.asList(only(system).getAcceptedIssuers()));
        if (Files.exists(AUTHORITY)) {
            all.addAll(PemFile.read(AUTHORITY, "--tls-cacert").certificates());
        }
        return all;
    }

    private static List<X509CRL> revocations(Tls tls, Path work) throws GeneralSecurityException {
        Path file = tls.caRevocations().map(work::resolve).orElse(REVOCATIONS);
        return tls.caRevocations().isPresent() || Files.exists(file)
                ? PemFile.read(file, "--tls-cacrl").revocations()
                : List.of();
    }

    private static X509ExtendedTrustManager trusting(List<X509Certificate> authorities)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (int i = 0; i < authorities.size(); i++) {
            store.setCertificateEntry("authority " + i, authorities.get(i));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(store);
        return only(factory);
    }

    private static X509ExtendedTrustManager only(TrustManagerFactory factory) {
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    SSLEngine engine(boolean client) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(client);
        return engine;
    }
}
