package io.trunkline.kit.sample;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.Money;
import io.trunkline.kit.Ids;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.idempotency.IdempotencyKeys;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.phone.PhoneNumbers;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A small service that has everything a service can have, for the tests of the kit. */
@Path("/notes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class NoteResource {

    record Part(@Size(max = 10) String name) {}

    record NoteRequest(
            @NotNull @Size(min = 1, max = 20) String text,
            @Min(1) @Max(5) int count,
            Money price,
            @Valid List<Part> parts) {}

    record NoteView(UUID id, String text) {}

    private final Transactions transactions;
    private final IdempotencyKeys keys;
    private final Ids ids;
    private final Caller caller;

    NoteResource(Transactions transactions, IdempotencyKeys keys, Ids ids, Caller caller) {
        this.transactions = transactions;
        this.keys = keys;
        this.ids = ids;
        this.caller = caller;
    }

    @POST
    public NoteView echo(@Valid @NotNull NoteRequest request) {
        return new NoteView(new UUID(0, request.count()), request.text());
    }

    @GET
    public Page<NoteView> list(@Valid @BeanParam PageRequest request) {
        List<NoteView> below = java.util.stream.LongStream.iterate(50, n -> n > 0, n -> n - 1)
                .mapToObj(n -> new NoteView(new UUID(0, n), "note " + n))
                .filter(note -> note.id().compareTo(request.before()) < 0
                        || request.before().equals(new UUID(-1, -1)))
                .limit(request.limitPlusOne())
                .toList();
        return Page.of(below, request, NoteView::id);
    }

    @GET
    @Path("/mine")
    @RolesAllowed(Roles.USER)
    public NoteView mine() {
        return new NoteView(caller.account(), "session " + caller.session());
    }

    @GET
    @Path("/admin")
    @RolesAllowed(Roles.ADMIN)
    public NoteView admin() {
        return new NoteView(caller.id(), "admin");
    }

    @GET
    @Path("/phone/{text}")
    public NoteView phone(String text) {
        return new NoteView(
                new UUID(0, 0), PhoneNumbers.parse(text, "GB", "phone").number());
    }

    @GET
    @Path("/bug")
    public NoteView bug() {
        throw new IllegalStateException("The secret word is sesame");
    }

    /** The database hangs up in mid-request. */
    @GET
    @Path("/cut-off")
    public Uni<NoteView> cutOff() {
        return transactions
                .inTransaction(transaction -> transaction
                        .query("select pg_terminate_backend(pg_backend_pid())")
                        .execute())
                .replaceWith(new NoteView(new UUID(0, 0), "never"));
    }

    @GET
    @Path("/later")
    public NoteView later() {
        throw Refused.forNow(KitProblem.TOO_MANY_REQUESTS, "Slow down", Duration.ofSeconds(7));
    }

    @POST
    @Path("/once")
    public Uni<NoteView> once(@HeaderParam("Idempotency-Key") String key, @Valid @NotNull NoteRequest request) {
        UUID id = ids.next();
        return transactions.inTransaction(
                transaction -> keys.claim(transaction, "owner", "notes", key, request.text(), id)
                        .call(owned -> owned.equals(id)
                                ? insert(transaction, id, request.text())
                                : Uni.createFrom().voidItem())
                        .map(owned -> new NoteView(owned, request.text())));
    }

    /** Takes its time inside a transaction, for clients that do not wait. */
    @GET
    @Path("/slow")
    public Uni<NoteView> slow() {
        return transactions.inTransaction(transaction ->
                transaction.query("select pg_sleep(0.05)").execute().replaceWith(new NoteView(new UUID(0, 0), "slow")));
    }

    private static Uni<Void> insert(SqlConnection transaction, UUID id, String text) {
        return transaction
                .preparedQuery("insert into note (id, text) values ($1, $2)")
                .execute(Tuple.of(id, text))
                .replaceWithVoid();
    }
}
