package io.trunkline.vouchers.payment.sberbank;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;

/** A key that only the bank has, with the certificate that it has handed out: RSA with SHA-512. */
final class BankCertificate implements CallbackProof {

    private static final String ALGORITHM = "SHA512withRSA";

    private final PublicKey key;

    /**
     * @param pem X.509
     * @throws IllegalStateException if it is none
     */
    BankCertificate(String pem) {
        try {
            key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                    .getPublicKey();
            verifier();
        } catch (CertificateException | InvalidKeyException unusable) {
            throw new IllegalStateException("Not an RSA certificate in PEM: callback-certificate", unusable);
        }
    }

    @Override
    public boolean proves(String signed, String checksum) {
        try {
            Signature verifier = verifier();
            verifier.update(signed.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(HexFormat.of().parseHex(checksum));
        } catch (InvalidKeyException | SignatureException | IllegalArgumentException noSignature) {
            return false;
        }
    }

    private Signature verifier() throws InvalidKeyException {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            return verifier;
        } catch (InvalidKeyException unusable) {
            throw unusable;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, impossible);
        }
    }
}
