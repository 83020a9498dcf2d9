package io.trunkline.smsproxy.interaction;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.events.smsproxy.MessageEvent.Origin;
import io.trunkline.kit.Ids;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.idempotency.IdempotencyKeys;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.phone.PhoneNumbers;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.message.NewMessage;
import io.trunkline.smsproxy.message.NewMessage.Priority;
import io.trunkline.smsproxy.message.OutgoingMessages;
import io.trunkline.smsproxy.pool.Numbers;
import io.trunkline.smsproxy.pool.VirtualNumber;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All messages of an owner, in sessions and outside of them, and new ones from the owner's numbers. */
@ApplicationScoped
class OwnMessages {

    private static final String OPERATION = "message";

    private final MessageRecords records;
    private final Numbers numbers;
    private final OutgoingMessages messages;
    private final Transactions transactions;
    private final IdempotencyKeys idempotencyKeys;
    private final ProxyConfig config;
    private final Ids ids;
    private final Clock clock;

    OwnMessages(
            MessageRecords records,
            Numbers numbers,
            OutgoingMessages messages,
            Transactions transactions,
            IdempotencyKeys idempotencyKeys,
            ProxyConfig config,
            Ids ids,
            Clock clock) {
        this.records = records;
        this.numbers = numbers;
        this.messages = messages;
        this.transactions = transactions;
        this.idempotencyKeys = idempotencyKeys;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<Page<Interaction>> list(UUID owner, PageRequest page) {
        return records.ofOwner(owner, page);
    }

    /** @throws Refused 404 if the owner has none of that id */
    Uni<Interaction> get(UUID owner, UUID id) {
        return records.byId(owner, id)
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(KitProblem.NOT_FOUND, "There is no such message"));
    }

    /**
     * Sends a text from one of the owner's numbers.
     *
     * @param key the caller's Idempotency-Key; null without one
     * @throws Refused 400 for what is no telephone number, NOT_YOUR_NUMBER, OPTED_OUT
     */
    Uni<UUID> send(UUID owner, OwnMessageRequest request, @Nullable String key) {
        E164 from = phone(request.from(), "from");
        E164 to = phone(request.to(), "to");
        UUID id = ids.next();
        return numbers.byNumber(owner, from)
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(MessageProblem.NOT_YOUR_NUMBER, "Add it to a pool first"))
                .chain(number -> transactions.inTransaction(transaction -> claim(transaction, owner, request, key, id)
                        .chain(made -> made.equals(id)
                                ? queue(transaction, message(owner, number, to, request, id))
                                : Uni.createFrom().item(made))));
    }

    private E164 phone(String text, String field) {
        return PhoneNumbers.parse(text, config.defaultRegion().orElse(null), field);
    }

    private Uni<UUID> claim(
            SqlConnection transaction, UUID owner, OwnMessageRequest request, @Nullable String key, UUID id) {
        return key == null
                ? Uni.createFrom().item(id)
                : idempotencyKeys.claim(transaction, owner.toString(), OPERATION, key, request.toString(), id);
    }

    private Uni<UUID> queue(SqlConnection transaction, NewMessage message) {
        return transaction
                .preparedQuery("select from opt_out where owner = $1 and number = $2")
                .execute(Tuple.of(message.owner(), message.recipient().number()))
                .invoke(rows -> {
                    if (rows.size() > 0) {
                        throw new Refused(MessageProblem.OPTED_OUT, "They have to write START first");
                    }
                })
                .chain(() -> messages.queue(transaction, List.of(message)))
                .replaceWith(message.id());
    }

    private NewMessage message(UUID owner, VirtualNumber from, E164 to, OwnMessageRequest request, UUID id) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new NewMessage(
                id,
                owner,
                null,
                null,
                null,
                Origin.API,
                from.number().number(),
                to,
                request.text(),
                List.of(),
                Priority.RELAY,
                from.carrier(),
                from.fallbackCarriers(),
                request.validity() == null ? null : now.plus(request.validity()),
                now,
                null);
    }
}
