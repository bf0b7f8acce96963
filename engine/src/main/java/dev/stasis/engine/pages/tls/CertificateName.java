package dev.stasis.engine.pages.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/** Names that a certificate is for: those of hosts and addresses in its alternative names, or else its common name. */
final class CertificateName {
    /** Kinds of alternative names (RFC 5280, 4.2.1.6). */
    private static final int DNS = 2;

    private static final int ADDRESS = 7;

    private CertificateName() {}

    /** The first one, for messages. */
    static String of(X509Certificate certificate) {
        List<String> names = new ArrayList<>(alternatives(certificate, DNS));
        names.addAll(alternatives(certificate, ADDRESS));
        names.addAll(common(certificate));
        return names.isEmpty() ? certificate.getSubjectX500Principal().getName() : names.get(0);
    }

    /** As GnuTLS has it: an address may also stand where a host's name should. */
    static boolean matches(X509Certificate certificate, String name) {
        for (String address : alternatives(certificate, ADDRESS)) {
            if (sameAddress(address, name)) {
                return true;
            }
        }
        List<String> hosts = alternatives(certificate, DNS);
        for (String host : hosts.isEmpty() ? common(certificate) : hosts) {
            if (covers(host.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    /** Whether they are equal, or the pattern begins with {@code *.} and the rest is equal behind the name's first dot. */
    private static boolean covers(String pattern, String name) {
        if (!pattern.startsWith("*.")) {
            return pattern.equals(name);
        }
        String domain = pattern.substring(1);
        int dot = name.indexOf('.');
        return dot > 0 && domain.indexOf('.', 1) > 0 && name.substring(dot).equals(domain);
    }

    /** Looks no name up: only digits and colons are parsed. */
    private static boolean sameAddress(String address, String name) {
        if (!name.matches("[0-9a-fA-F.:]+") || !name.matches(".*[.:].*")) {
            return false;
        }
        try {
            return InetAddress.getByName(address).equals(InetAddress.getByName(name));
        } catch (UnknownHostException none) {
            return false;
        }
    }

    private static List<String> alternatives(X509Certificate certificate, int kind) {
        List<String> found = new ArrayList<>();
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names != null) {
                for (List<?> name : names) {
                    if (name.get(0).equals(kind)) {
                        found.add(String.valueOf(name.get(1)));
                    }
                }
            }
        } catch (CertificateParsingException damaged) {
            return List.of();
        }
        return found;
    }

    private static List<String> common(X509Certificate certificate) {
        List<String> found = new ArrayList<>();
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                if (part.getType().equalsIgnoreCase("CN")) {
                    found.add(String.valueOf(part.getValue()));
                }
            }
        } catch (InvalidNameException damaged) {
            return List.of();
        }
        return found;
    }
}
