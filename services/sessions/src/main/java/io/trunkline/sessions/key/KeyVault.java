package io.trunkline.sessions.key;

import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.EcPublicJwk;
import io.jsonwebtoken.security.Jwks;
import io.trunkline.sessions.key.KeyStore.StoredKey;
import io.trunkline.sessions.secret.DerivedKeys;
import io.trunkline.sessions.secret.DerivedKeys.Purpose;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import javax.crypto.SecretKey;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes key pairs, and wraps their private part for the database: a JWE, {@code dir} with A256GCM, under a key derived from
 * SESSIONS_SECRET. The key's id is part of what is authenticated, so rows cannot be swapped.
 */
@ApplicationScoped
class KeyVault {

    private static final Logger LOG = Logger.getLogger(KeyVault.class);

    private final SecretKey wrappingKey;

    KeyVault(DerivedKeys keys) {
        this.wrappingKey = keys.key(Purpose.SIGNING_KEYS);
    }

    /** A new key pair, ready to be stored. */
    StoredKey generate(Instant createdAt, Instant signsFrom) {
        KeyPair pair = Jwts.SIG.ES256.keyPair().build();
        EcPublicJwk jwk = Jwks.builder()
                .key((ECPublicKey) pair.getPublic())
                .idFromThumbprint()
                .algorithm("ES256")
                .publicKeyUse("sig")
                .build();
        return new StoredKey(jwk.getId(), Jwks.json(jwk), wrap(jwk.getId(), pair.getPrivate()), createdAt, signsFrom);
    }

    private String wrap(String id, PrivateKey key) {
        return Jwts.builder()
                .header()
                .keyId(id)
                .and()
                .content(key.getEncoded())
                .encryptWith(wrappingKey, Jwts.ENC.A256GCM)
                .compact();
    }

    /** The stored key with its private part, or without if that was wrapped under another secret. */
    SigningKey open(StoredKey stored) {
        return new SigningKey(stored.id(), stored.publicJwk(), unwrap(stored), stored.signsFrom());
    }

    private @Nullable PrivateKey unwrap(StoredKey stored) {
        try {
            var jwe = Jwts.parser()
                    .key()
                    .clear()
                    .add(Jwts.KEY.DIRECT)
                    .and()
                    .enc()
                    .clear()
                    .add(Jwts.ENC.A256GCM)
                    .and()
                    .decryptWith(wrappingKey)
                    .build()
                    .parseEncryptedContent(stored.privateJwe());
            if (!stored.id().equals(jwe.getHeader().getKeyId())) {
                throw new IllegalStateException("The private part of signing key " + stored.id() + " is another key's");
            }
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(jwe.getPayload()));
        } catch (JwtException otherSecret) {
            LOG.warnf(
                    "Signing key %s was stored under another SESSIONS_SECRET: it verifies, but signs no more",
                    stored.id());
            return null;
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("Signing key " + stored.id() + " cannot be read", broken);
        }
    }
}
