package io.trunkline.vouchers.batch;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Iterator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.generators.X25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.params.X25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPPublicKeyEncryptedData;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.bouncycastle.openpgp.operator.bc.BcPublicKeyDataDecryptorFactory;

/** Somebody with a private key: the only one who can read an export. */
final class PrintShop {

    private static final String NAME = "Print shop <codes@print.example>";

    private final PGPKeyPair primary;
    private final PGPKeyPair encryption;
    private final PGPPublicKeyRing certificate;

    private PrintShop(PGPKeyPair primary, PGPKeyPair encryption, int encryptionFlags, Duration validity) {
        this.primary = primary;
        this.encryption = encryption;
        this.certificate = certificate(encryptionFlags, validity);
    }

    /** Ed25519 and X25519, as GnuPG makes them today. */
    static PrintShop modern() {
        return modern(KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE, Duration.ZERO);
    }

    static PrintShop modern(int encryptionFlags, Duration validity) {
        Ed25519KeyPairGenerator signing = new Ed25519KeyPairGenerator();
        signing.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        X25519KeyPairGenerator encryption = new X25519KeyPairGenerator();
        encryption.init(new X25519KeyGenerationParameters(new SecureRandom()));
        return new PrintShop(
                pair(PublicKeyAlgorithmTags.EDDSA_LEGACY, signing.generateKeyPair()),
                pair(PublicKeyAlgorithmTags.ECDH, encryption.generateKeyPair()),
                encryptionFlags,
                validity);
    }

    static PrintShop rsa(int bits) {
        RSAKeyPairGenerator keys = new RSAKeyPairGenerator();
        keys.init(new RSAKeyGenerationParameters(BigInteger.valueOf(0x10001), new SecureRandom(), bits, 100));
        return new PrintShop(
                pair(PublicKeyAlgorithmTags.RSA_GENERAL, keys.generateKeyPair()),
                pair(PublicKeyAlgorithmTags.RSA_GENERAL, keys.generateKeyPair()),
                KeyFlags.ENCRYPT_COMMS,
                Duration.ZERO);
    }

    private static PGPKeyPair pair(int algorithm, AsymmetricCipherKeyPair keys) {
        try {
            Date made = Date.from(Instant.now().minus(Duration.ofDays(1)));
            return new BcPGPKeyPair(PublicKeyPacket.VERSION_4, algorithm, keys, made);
        } catch (PGPException failure) {
            throw new AssertionError(failure);
        }
    }

    private PGPPublicKeyRing certificate(int encryptionFlags, Duration validity) {
        try {
            PGPSignatureSubpacketGenerator own = new PGPSignatureSubpacketGenerator();
            own.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
            PGPSignatureSubpacketGenerator subkey = new PGPSignatureSubpacketGenerator();
            subkey.setKeyFlags(true, encryptionFlags);
            if (!validity.isZero()) {
                subkey.setKeyExpirationTime(true, validity.toSeconds());
            }
            PGPKeyRingGenerator ring = new PGPKeyRingGenerator(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    primary,
                    NAME,
                    new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                    own.generate(),
                    null,
                    new BcPGPContentSignerBuilder(primary.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
                    null);
            ring.addSubKey(encryption, subkey.generate(), null);
            return ring.generatePublicKeyRing();
        } catch (PGPException failure) {
            throw new AssertionError(failure);
        }
    }

    String publicKey() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (ArmoredOutputStream armored = new ArmoredOutputStream(text)) {
            certificate.encode(armored);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString(StandardCharsets.US_ASCII);
    }

    /** All messages of an archive, one after the other. */
    String decryptArchive(byte[] archive) {
        StringBuilder content = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                content.append(decrypt(zip.readAllBytes()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return content.toString();
    }

    String decrypt(byte[] message) {
        try {
            PGPEncryptedDataList encrypted = (PGPEncryptedDataList) new BcPGPObjectFactory(message).nextObject();
            Iterator<?> sessions = encrypted.getEncryptedDataObjects();
            PGPPublicKeyEncryptedData session = (PGPPublicKeyEncryptedData) sessions.next();
            InputStream clear = session.getDataStream(new BcPublicKeyDataDecryptorFactory(encryption.getPrivateKey()));
            PGPCompressedData compressed = (PGPCompressedData) new BcPGPObjectFactory(clear).nextObject();
            PGPLiteralData literal = (PGPLiteralData) new BcPGPObjectFactory(compressed.getDataStream()).nextObject();
            String content = new String(literal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!session.verify()) {
                throw new AssertionError("The message has been changed");
            }
            return content;
        } catch (IOException | PGPException failure) {
            throw new AssertionError(failure);
        }
    }
}
