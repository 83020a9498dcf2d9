package io.trunkline.sessions.key;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.AuthConfig;
import io.trunkline.kit.database.Transactions;
import io.trunkline.sessions.key.KeyStore.StoredKey;
import io.trunkline.sessions.oauth.TokenConfig;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The key that signs now, and all that are published. */
@ApplicationScoped
public class SigningKeys {

    private static final Logger LOG = Logger.getLogger(SigningKeys.class);

    /** What a token is signed with. */
    public record Signer(String id, PrivateKey key) {

        /** Without the key. */
        @Override
        public String toString() {
            return "Signer[id=" + id + "]";
        }
    }

    private final KeyStore store;
    private final KeyVault vault;
    private final KeyConfig config;
    private final KeySchedule schedule;
    private final Transactions transactions;
    private final Clock clock;
    private volatile List<SigningKey> keys = List.of();

    SigningKeys(
            KeyStore store,
            KeyVault vault,
            KeyConfig config,
            TokenConfig tokens,
            AuthConfig consumers,
            Transactions transactions,
            Clock clock) {
        this.store = store;
        this.vault = vault;
        this.config = config;
        this.schedule = scheduleOf(config, tokens.accessToken(), consumers.jwksRefresh());
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws IllegalArgumentException if the settings would let a token appear before its key is known */
    static KeySchedule scheduleOf(KeyConfig config, Duration tokenLifetime, Duration consumersRefresh) {
        if (config.announce().compareTo(consumersRefresh.plus(config.checkEvery())) <= 0) {
            throw new IllegalArgumentException(
                    "sessions.keys.announce must be longer than trunkline.auth.jwks-refresh and sessions.keys.check-every"
                            + " together: else tokens appear whose key nobody knows");
        }
        if (config.rotateEvery().compareTo(config.announce()) <= 0) {
            throw new IllegalArgumentException("sessions.keys.rotate-every must be longer than sessions.keys.announce");
        }
        return new KeySchedule(config.rotateEvery(), config.announce(), tokenLifetime.plus(config.margin()));
    }

    /** Before anything can ask for a token. */
    void start(@Observes @Priority(100) StartupEvent event) {
        check().await().atMost(config.patience());
    }

    /** Reads the keys; makes the next one and deletes retired ones when it is time. */
    @Scheduled(every = "${sessions.keys.check-every:PT1M}", delayed = "1m", identity = "signing-keys")
    Uni<Void> check() {
        return store.all()
                .map(this::opened)
                .chain(known -> isRight(known) ? Uni.createFrom().item(known) : change())
                .invoke(this::remember)
                .replaceWithVoid();
    }

    private boolean isRight(List<SigningKey> known) {
        Instant now = clock.instant();
        return schedule.nextSignsFrom(known, now).isEmpty()
                && schedule.retired(known, now).isEmpty();
    }

    /** One replica at a time; who comes later finds the work done. */
    private Uni<List<SigningKey>> change() {
        return transactions.inTransaction(transaction -> store.allLocked(transaction)
                .map(this::opened)
                .call(known -> addNext(transaction, known))
                .call(known -> deleteRetired(transaction, known))
                .chain(() -> store.allLocked(transaction))
                .map(this::opened));
    }

    private Uni<Void> addNext(SqlConnection transaction, List<SigningKey> known) {
        Instant now = clock.instant();
        Optional<Instant> signsFrom = schedule.nextSignsFrom(known, now);
        if (signsFrom.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        StoredKey next = vault.generate(now, signsFrom.get());
        LOG.infof("New signing key id=%s signsFrom=%s", next.id(), next.signsFrom());
        return store.insert(transaction, next);
    }

    private Uni<Void> deleteRetired(SqlConnection transaction, List<SigningKey> known) {
        List<String> retired = schedule.retired(known, clock.instant()).stream()
                .map(SigningKey::id)
                .toList();
        return retired.isEmpty() ? Uni.createFrom().voidItem() : store.delete(transaction, retired);
    }

    private List<SigningKey> opened(List<StoredKey> stored) {
        return stored.stream().map(this::opened).toList();
    }

    /** A key that is in memory already is not decrypted again. */
    private SigningKey opened(StoredKey stored) {
        return keys.stream()
                .filter(key -> key.id().equals(stored.id()))
                .findFirst()
                .orElseGet(() -> vault.open(stored));
    }

    private void remember(List<SigningKey> read) {
        keys = read;
    }

    /** The key that signs now. */
    public Signer signer() {
        SigningKey key = schedule.signer(keys, clock.instant())
                .orElseThrow(() -> new IllegalStateException("There is no signing key"));
        return new Signer(key.id(), Objects.requireNonNull(key.privateKey()));
    }

    /** All that are published, as a JWK set (RFC 7517 §5). */
    String keySet() {
        return keys.stream().map(SigningKey::publicJwk).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }
}
