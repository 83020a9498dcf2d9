package io.trunkline.sessions.throttle;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.sessions.secret.DerivedKeys;
import io.trunkline.sessions.secret.DerivedKeys.Purpose;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows guessing down: an attempt counts as a failure before it is looked at, so that a thousand at once are a thousand
 * failures and not one. Success takes the count back.
 */
@ApplicationScoped
public class SignInThrottle {

    private static final int SWEPT_AT_ONCE = 10_000;

    private final ThrottleStore store;
    private final ThrottleConfig config;
    private final DerivedKeys keys;
    private final Clock clock;

    SignInThrottle(ThrottleStore store, ThrottleConfig config, DerivedKeys keys, Clock clock) {
        this.store = store;
        this.config = config;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * Lets an attempt pass, or fails with 429. The address comes first: who is blocked there does not add to the account's
     * count. It makes no difference whether the account exists.
     *
     * @param account what the caller wants to sign in to, in canonical form
     * @param network where the caller is
     */
    public Uni<Void> attempt(String account, String network) {
        return attemptFrom(network).chain(() -> charge(ofAccount(account), config.freePerAccount()));
    }

    /** The same for what is bounded per account in another way. */
    public Uni<Void> attemptFrom(String network) {
        return charge(ofNetwork(network), config.freePerAddress());
    }

    /**
     * Clears the account's count. The address only gets this attempt back: otherwise signing in to an account of one's own
     * would pay for guessing at others.
     */
    public Uni<Void> succeeded(String account, String network) {
        return store.clear(ofAccount(account)).chain(() -> succeededFrom(network));
    }

    public Uni<Void> succeededFrom(String network) {
        return store.giveBack(ofNetwork(network));
    }

    private Uni<Void> charge(Buffer subject, int free) {
        Instant now = clock.instant();
        return store.charge(subject, free, config, now)
                .chain(passed -> passed ? Uni.createFrom().voidItem() : refuse(subject, now));
    }

    private Uni<Void> refuse(Buffer subject, Instant now) {
        return store.blockedUntil(subject).chain(until -> {
            Duration wait = until == null || !until.isAfter(now) ? Duration.ofSeconds(1) : Duration.between(now, until);
            return Uni.createFrom()
                    .failure(Refused.forNow(
                            KitProblem.TOO_MANY_REQUESTS,
                            "Too many failed attempts; wait a moment",
                            wait.plusSeconds(1)));
        });
    }

    private Buffer ofAccount(String account) {
        return Buffer.buffer(keys.hmac(Purpose.SUBJECTS, "account:" + account));
    }

    private Buffer ofNetwork(String network) {
        return Buffer.buffer(keys.hmac(Purpose.SUBJECTS, "address:" + network));
    }

    @Scheduled(every = "10m", delayed = "3m", identity = "throttle-sweep")
    Uni<Void> forgetOld() {
        return store.forget(clock.instant().minus(config.forgetAfter()).minus(config.longestDelay()), SWEPT_AT_ONCE);
    }
}
