package io.trunkline.sessions.code;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.events.smsproxy.SendCommand;
import io.trunkline.events.smsproxy.SendCommand.Purpose;
import io.trunkline.kit.Ids;
import io.trunkline.kit.outbox.Outbox;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.sessions.secret.DerivedKeys;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes codes, bounds how many go out, and sends them: as a command on the bus, in the caller's transaction. What is kept of
 * a code is a keyed hash, for a million codes are tried in no time.
 */
@ApplicationScoped
public class CodeSender {

    private final AllowanceStore allowances;
    private final CodeConfig config;
    private final DerivedKeys keys;
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final RandomGenerator random;

    CodeSender(
            AllowanceStore allowances,
            CodeConfig config,
            DerivedKeys keys,
            Outbox outbox,
            Ids ids,
            Clock clock,
            RandomGenerator random) {
        this.allowances = allowances;
        this.config = config;
        this.keys = keys;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    public OneTimeCode newCode() {
        return OneTimeCode.random(random);
    }

    /**
     * What is stored of a code.
     *
     * @param of what the code belongs to: the same digits are worth nothing elsewhere
     */
    public Buffer hash(CodePurpose purpose, String of, String digits) {
        return Buffer.buffer(keys.hmac(DerivedKeys.Purpose.CODES, purpose + ":" + of + ":" + digits));
    }

    /** Fails with 429 if the phone or the address has asked for too many. Known and unknown phones count alike. */
    public Uni<Void> allow(SqlConnection transaction, CodePurpose purpose, E164 phone, String network) {
        return take(transaction, subject("address:" + network), config.perAddressAndHour(), null)
                .chain(() -> take(
                        transaction,
                        subject(purpose + ":" + phone.number()),
                        config.perPhoneAndHour(),
                        config.resendAfter()));
    }

    private Uni<Void> take(SqlConnection transaction, Buffer subject, int perHour, @Nullable Duration pause) {
        Instant now = clock.instant();
        return allowances
                .take(transaction, subject, perHour, pause, now)
                .chain(taken -> taken
                        ? Uni.createFrom().voidItem()
                        : allowances
                                .untilNext(transaction, subject, perHour, pause, now)
                                .chain(CodeSender::refuse));
    }

    private static Uni<Void> refuse(Duration wait) {
        return Uni.createFrom()
                .failure(Refused.forNow(
                        KitProblem.TOO_MANY_REQUESTS, "Wait before you ask for another code", wait.plusSeconds(1)));
    }

    private Buffer subject(String name) {
        return Buffer.buffer(keys.hmac(DerivedKeys.Purpose.SUBJECTS, "codes:" + name));
    }

    /** Sends a code. */
    public Uni<Void> send(SqlConnection transaction, CodePurpose purpose, E164 phone, OneTimeCode code) {
        return send(
                transaction,
                phone,
                CodeText.code(purpose, code, config.lifetime().toMinutes()));
    }

    /** Tells the owner of an account that somebody, perhaps the owner, wants to sign up again. */
    public Uni<Void> sendAccountExists(SqlConnection transaction, E164 phone) {
        return send(transaction, phone, CodeText.accountExists());
    }

    private Uni<Void> send(SqlConnection transaction, E164 phone, String text) {
        Instant now = clock.instant();
        return outbox.add(
                transaction,
                new SendCommand.Requested(
                        ids.next(), phone, text, Purpose.ONE_TIME_CODE, now.plus(config.lifetime()), now));
    }
}
