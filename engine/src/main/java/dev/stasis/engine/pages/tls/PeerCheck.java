package dev.stasis.engine.pages.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whether the other side is who it should be: a chain to an authority, none of it revoked, the name that was asked for. */
final class PeerCheck extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager chain;
    private final List<X509CRL> revocations;
    private final Optional<String> name;

    PeerCheck(X509ExtendedTrustManager chain, List<X509CRL> revocations, Optional<String> name) {
        this.chain = chain;
        this.revocations = List.copyOf(revocations);
        this.name = name;
    }

    private void check(X509Certificate[] presented) throws CertificateException {
        for (X509Certificate certificate : presented) {
            for (X509CRL list : revocations) {
                if (list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())) {
                    check(certificate, list);
                }
            }
        }
        if (name.isPresent() && !CertificateName.matches(presented[0], name.get())) {
            throw new CertificateException("the other side's certificate is not for " + name.get() + " but for "
                    + CertificateName.of(presented[0]) + " (--tls-no-cn-verify accepts any name)");
        }
    }

    private static void check(X509Certificate certificate, X509CRL list) throws CertificateException {
        if (list.isRevoked(certificate)) {
            throw new CertificateException(
                    "the certificate of " + CertificateName.of(certificate) + " has been revoked");
        }
        if (list.getNextUpdate() != null && list.getNextUpdate().toInstant().isBefore(Instant.now())) {
            throw new CertificateException("the list of revocations has been out of date since "
                    + list.getNextUpdate().toInstant());
        }
    }

    /** The session is not to be resumed: CRIU's client takes the ticket that would be sent for that for an error. */
    @Override
    public void checkClientTrusted(X509Certificate[] presented, String type, SSLEngine engine)
            throws CertificateException {
        engine.getHandshakeSession().invalidate();
        chain.checkClientTrusted(presented, type, engine);
        check(presented);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String type, SSLEngine engine)
            throws CertificateException {
        chain.checkServerTrusted(presented, type, engine);
        check(presented);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String type) throws CertificateException {
        chain.checkClientTrusted(presented, type);
        check(presented);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String type) throws CertificateException {
        chain.checkServerTrusted(presented, type);
        check(presented);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] presented, String type, Socket socket)
            throws CertificateException {
        chain.checkClientTrusted(presented, type, socket);
        check(presented);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] presented, String type, Socket socket)
            throws CertificateException {
        chain.checkServerTrusted(presented, type, socket);
        check(presented);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return chain.getAcceptedIssuers();
    }
}
