package io.trunkline.kit.idempotency;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The {@code Idempotency-Key} header: a repeated write finds the resource that the first one made.
 *
 * <p>The key is claimed in the transaction of the write, so after a crash either both exist or neither. The answer is not
 * stored: it is made again from the resource. A repeat that arrives while the first is still at work waits for it.
 */
@ApplicationScoped
public class IdempotencyKeys {

    /** Visible ASCII, as the header's syntax has it; long enough for a UUID, too short to be a store. */
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private static final int DAYS_REMEMBERED = 7;

    private final Pool pool;

    IdempotencyKeys(Pool pool) {
        this.pool = pool;
    }

    /**
     * Claims a key for a resource that is about to be made in this transaction.
     *
     * @param owner whose key it is: keys of two callers never meet
     * @param operation what the key is used for; the same key may serve another operation
     * @param request everything that makes the request what it is
     * @param resource the id of the resource to be made
     * @return {@code resource} if the key is new: go on. Otherwise the id of the resource that the key has made before
     * @throws Refused 400 if the key has no usable form, 422 if it was used with another request
     */
    public Uni<UUID> claim(
            SqlConnection transaction, String owner, String operation, String key, String request, UUID resource) {
        if (!FORM.matcher(key).matches()) {
            return Uni.createFrom()
                    .failure(new Refused(
                            KitProblem.MALFORMED_REQUEST, "Idempotency-Key must be 1 to 128 visible ASCII characters"));
        }
        byte[] requestHash = sha256(request);
        String sql = """
                with claimed as (
                    insert into idempotency_key (owner, operation, key_hash, request_hash, resource)
                    values ($1, $2, $3, $4, $5)
                    on conflict (owner, operation, key_hash) do update set created_at = idempotency_key.created_at
                    returning request_hash, resource)
                select request_hash, resource from claimed""";
        Tuple values = Tuple.tuple()
                .addString(owner)
                .addString(operation)
                .addBuffer(Buffer.buffer(sha256(key)))
                .addBuffer(Buffer.buffer(requestHash))
                .addUUID(resource);
        return transaction
                .preparedQuery(sql)
                .execute(values)
                .map(rows -> resourceOf(rows.iterator().next(), requestHash));
    }

    private static UUID resourceOf(Row row, byte[] requestHash) {
        if (!Arrays.equals(row.getBuffer("request_hash").getBytes(), requestHash)) {
            throw new Refused(KitProblem.IDEMPOTENCY_KEY_REUSED, "Use a new key for a new request");
        }
        return row.getUUID("resource");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    @Scheduled(every = "1h", delayed = "11m", identity = "idempotency-sweep")
    Uni<Void> forgetOld() {
        return pool.preparedQuery("delete from idempotency_key where created_at < now() - make_interval(days => $1)")
                .execute(Tuple.of(DAYS_REMEMBERED))
                .replaceWithVoid();
    }
}
