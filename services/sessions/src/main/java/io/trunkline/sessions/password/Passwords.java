package io.trunkline.sessions.password;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.CallersContext;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords with argon2id. A hash costs tens of milliseconds of a core and 19 MiB, on purpose, so it runs
 * on threads of its own, as many as there are cores, and only so many may wait.
 */
@ApplicationScoped
public class Passwords {

    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;

    private final PasswordConfig config;
    private final Argon2Function argon2;
    private final ThreadPoolExecutor executor;
    private final String hashOfNobody;

    Passwords(PasswordConfig config, RandomGenerator random) {
        this.config = config;
        this.argon2 = Argon2Function.getInstance(config.memory(), config.passes(), LANES, HASH_BYTES, Argon2.ID);
        int threads = config.threads().orElseGet(() -> Runtime.getRuntime().availableProcessors());
        this.executor = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(config.queue()),
                Thread.ofPlatform().name("argon2-", 0).daemon().factory());
        this.executor.allowCoreThreadTimeOut(true);
        byte[] secret = new byte[HASH_BYTES];
        random.nextBytes(secret);
        this.hashOfNobody = hashNow(Base64.getEncoder().encodeToString(secret));
    }

    @PreDestroy
    void stop() {
        executor.shutdown();
    }

    /** The hash in argon2's own notation, which holds its parameters and salt. Fails with 503 if too many wait. */
    public Uni<String> hash(String password) {
        return elsewhere(() -> hashNow(password));
    }

    /**
     * Whether the password is the one of the hash. Fails with 503 if too many wait.
     *
     * @param hash null if there is no such account, or none with a password: takes as long, and is never true
     */
    public Uni<Boolean> matches(String password, @Nullable String hash) {
        return elsewhere(() -> {
            String stored = hash == null ? hashOfNobody : hash;
            boolean equal = Password.check(normal(password), stored).with(Argon2Function.getInstanceFromHash(stored));
            return equal && hash != null;
        });
    }

    /** Whether a hash was made with other settings than today's. */
    public boolean isOutdated(String hash) {
        return !argon2.equals(Argon2Function.getInstanceFromHash(hash));
    }

    private String hashNow(String password) {
        return Password.hash(normal(password))
                .addRandomSalt(SALT_BYTES)
                .with(argon2)
                .getResult();
    }

    /** The same password typed on two systems may arrive in two forms of Unicode. */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** Works on the executor, and goes on where the caller was. */
    private <T> Uni<T> elsewhere(Supplier<T> work) {
        return Uni.createFrom().deferred(() -> {
            Executor caller = CallersContext.executor();
            return Uni.createFrom()
                    .item(work)
                    .runSubscriptionOn(executor)
                    .onFailure(RejectedExecutionException.class)
                    .transform(full -> Refused.forNow(
                            KitProblem.UNAVAILABLE,
                            "Too many people are signing in at this moment",
                            config.retryAfter()))
                    .emitOn(caller);
        });
    }
}
