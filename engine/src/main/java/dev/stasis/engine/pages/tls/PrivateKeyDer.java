package dev.stasis.engine.pages.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Private keys in DER: PKCS#8 (RFC 5208), and the two older forms, which are wrapped into it. */
final class PrivateKeyDer {
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    /** Context-specific, constructed, number 0: the curve in an ECPrivateKey (RFC 5915). */
    private static final int CURVE = 0xa0;

    private static final byte[] VERSION_0 = {2, 1, 0};
    /** SEQUENCE { rsaEncryption, NULL }. */
    private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    /** The object identifier id-ecPublicKey. */
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

    private PrivateKeyDer() {}

    static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        InvalidKeySpecException unknown =
                new InvalidKeySpecException("the private key is of no kind that this version of Java knows");
        for (String algorithm : new String[] {"RSA", "EC", "EdDSA", "RSASSA-PSS"}) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException other) {
                unknown.addSuppressed(other);
            }
        }
        throw unknown;
    }

    /** PKCS#1, RSAPrivateKey. */
    static PrivateKey rsa(byte[] der) throws GeneralSecurityException {
        return pkcs8(wrap(SEQUENCE, VERSION_0, RSA, wrap(OCTETS, der)));
    }

    /** SEC 1, ECPrivateKey: SEQUENCE { version, key, [0] curve, [1] public key }. */
    static PrivateKey ec(byte[] der) throws GeneralSecurityException {
        int at = content(der, 0);
        while (at < der.length) {
            int inner = content(der, at);
            int end = inner + length(der, at);
            if (end > der.length) {
                break;
            }
            if ((der[at] & 0xff) == CURVE) {
                byte[] curve = Arrays.copyOfRange(der, inner, end);
                return pkcs8(wrap(SEQUENCE, VERSION_0, wrap(SEQUENCE, EC, curve), wrap(OCTETS, der)));
            }
            at = end;
        }
        throw new InvalidKeySpecException("the private key does not tell its curve");
    }

    /** Where the content of the element at {@code at} begins. */
    private static int content(byte[] der, int at) throws InvalidKeySpecException {
        if (at + 1 >= der.length) {
            throw new InvalidKeySpecException("the private key is cut off");
        }
        return at + 2 + (der[at + 1] < 0 ? der[at + 1] & 0x7f : 0);
    }

    private static int length(byte[] der, int at) throws InvalidKeySpecException {
        int content = content(der, at);
        if (der[at + 1] >= 0) {
            return der[at + 1];
        }
        int length = 0;
        for (int i = at + 2; i < content; i++) {
            if (i >= der.length || length > 0xffff) {
                throw new InvalidKeySpecException("the private key is cut off");
            }
            length = (length << 8) | (der[i] & 0xff);
        }
        return length;
    }

    private static byte[] wrap(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        int length = content.size();
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        if (length >= 0x100) {
            element.write(0x82);
            element.write(length >> 8);
        } else if (length >= 0x80) {
            element.write(0x81);
        }
        element.write(length);
        element.writeBytes(content.toByteArray());
        return element.toByteArray();
    }
}
