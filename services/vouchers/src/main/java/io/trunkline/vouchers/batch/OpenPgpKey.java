package io.trunkline.vouchers.batch;

import io.trunkline.kit.problem.Refused;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.StreamSupport;
import java.util.zip.Deflater;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPCompressedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPDataEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyKeyEncryptionMethodGenerator;

/**
 * A print shop's OpenPGP certificate (RFC 9580, and RFC 4880 before it): what is encrypted to it can be read by the holder of
 * the private key alone, not by us either.
 */
final class OpenPgpKey {

    private static final String FIELD = "publicKey";
    private static final int WEAKEST_RSA = 2048;
    private static final int BUFFER = 1 << 16;

    private final String fingerprint;
    private final PGPPublicKey recipient;

    private OpenPgpKey(String fingerprint, PGPPublicKey recipient) {
        this.fingerprint = fingerprint;
        this.recipient = recipient;
    }

    /**
     * Reads an ASCII-armoured certificate, as {@code gpg --armor --export} writes it.
     *
     * @throws Refused 400 if it is none, or has no key at that moment that one can encrypt to
     */
    static OpenPgpKey parse(String armored, Instant now) {
        PGPPublicKeyRing certificate = certificate(armored);
        try {
            PGPPublicKey primary = certificate.getPublicKey();
            PGPPublicKey recipient = StreamSupport.stream(certificate.spliterator(), false)
                    .filter(key -> isForEncryption(primary, key, now))
                    .findFirst()
                    .orElseThrow(() -> Refused.invalid(
                            FIELD, "has no valid key for encryption: RSA of 2048 bits or more, or ECDH, not expired"));
            return new OpenPgpKey(fingerprintOf(primary), recipient);
        } catch (RuntimeException malformed) {
            throw malformed instanceof Refused refused ? refused : notAKey();
        }
    }

    private static PGPPublicKeyRing certificate(String armored) {
        try (var in =
                PGPUtil.getDecoderStream(new ByteArrayInputStream(armored.getBytes(StandardCharsets.ISO_8859_1)))) {
            return new PGPPublicKeyRing(in, new BcKeyFingerprintCalculator());
        } catch (IOException | RuntimeException malformed) {
            throw notAKey();
        }
    }

    private static Refused notAKey() {
        return Refused.invalid(FIELD, "must be an ASCII-armoured OpenPGP public key");
    }

    private static String fingerprintOf(PGPPublicKey key) {
        return HexFormat.of().formatHex(key.getFingerprint()).toUpperCase(Locale.ROOT);
    }

    private static boolean isForEncryption(PGPPublicKey primary, PGPPublicKey key, Instant now) {
        return isStrong(key) && isAlive(primary, now) && isAlive(key, now) && isSignedForEncryption(primary, key);
    }

    private static boolean isStrong(PGPPublicKey key) {
        return switch (key.getAlgorithm()) {
            case PublicKeyAlgorithmTags.RSA_GENERAL -> key.getBitStrength() >= WEAKEST_RSA;
            case PublicKeyAlgorithmTags.ECDH, PublicKeyAlgorithmTags.X25519, PublicKeyAlgorithmTags.X448 -> true;
            default -> false;
        };
    }

    private static boolean isAlive(PGPPublicKey key, Instant now) {
        long seconds = key.getValidSeconds();
        Instant made = key.getCreationTime().toInstant();
        return !key.hasRevocation() && (seconds == 0 || now.isBefore(made.plus(Duration.ofSeconds(seconds))));
    }

    /** The primary key says so of itself or of its subkey; a subkey that somebody else has put there is not taken. */
    private static boolean isSignedForEncryption(PGPPublicKey primary, PGPPublicKey key) {
        Iterator<PGPSignature> signatures = key.isMasterKey()
                ? key.getSignaturesForKeyID(primary.getKeyID())
                : key.getSignaturesOfType(PGPSignature.SUBKEY_BINDING);
        while (signatures.hasNext()) {
            PGPSignature signature = signatures.next();
            if (isForEncryption(signature) && isGenuine(primary, key, signature)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isForEncryption(PGPSignature signature) {
        int flags = signature.getHashedSubPackets() == null
                ? 0
                : signature.getHashedSubPackets().getKeyFlags();
        return (flags & (KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE)) != 0;
    }

    private static boolean isGenuine(PGPPublicKey primary, PGPPublicKey key, PGPSignature signature) {
        try {
            signature.init(new BcPGPContentVerifierBuilderProvider(), primary);
            if (!key.isMasterKey()) {
                return signature.verifyCertification(primary, key);
            }
            Iterator<String> names = key.getUserIDs();
            while (names.hasNext()) {
                if (signature.verifyCertification(names.next(), key)) {
                    return true;
                }
            }
            return false;
        } catch (PGPException unverifiable) {
            return false;
        }
    }

    /** Of the certificate's primary key, in capitals: what people compare. */
    String fingerprint() {
        return fingerprint;
    }

    /** An OpenPGP message with that content, compressed, encrypted with AES-256 and guarded against changes. */
    byte[] encrypt(byte[] content, String fileName, Instant at) {
        ByteArrayOutputStream message = new ByteArrayOutputStream(content.length / 2);
        PGPEncryptedDataGenerator encryption = new PGPEncryptedDataGenerator(
                new BcPGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256).setWithIntegrityPacket(true));
        encryption.addMethod(new BcPublicKeyKeyEncryptionMethodGenerator(recipient));
        try (OutputStream encrypted = encryption.open(message, new byte[BUFFER]);
                OutputStream compressed = new PGPCompressedDataGenerator(
                                CompressionAlgorithmTags.ZIP, Deflater.BEST_SPEED)
                        .open(encrypted);
                OutputStream literal = new PGPLiteralDataGenerator()
                        .open(compressed, PGPLiteralData.BINARY, fileName, content.length, Date.from(at))) {
            literal.write(content);
        } catch (IOException | PGPException failure) {
            throw new IllegalStateException("A part of a batch could not be encrypted", failure);
        }
        return message.toByteArray();
    }
}
