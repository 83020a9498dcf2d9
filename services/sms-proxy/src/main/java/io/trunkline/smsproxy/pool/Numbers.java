package io.trunkline.smsproxy.pool;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.Ids;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.phone.PhoneNumbers;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.carrier.Carriers;
import io.trunkline.smsproxy.pool.NumberPool.Choice;
import io.trunkline.smsproxy.pool.NumberPool.Sharing;
import io.trunkline.smsproxy.pool.VirtualNumber.Capability;
import io.trunkline.smsproxy.pool.VirtualNumber.Health;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What owners do with their pools and numbers. */
@ApplicationScoped
public class Numbers {

    private final PoolRepository pools;
    private final NumberRepository numbers;
    private final Carriers carriers;
    private final ProxyConfig config;
    private final Ids ids;
    private final Clock clock;

    Numbers(
            PoolRepository pools,
            NumberRepository numbers,
            Carriers carriers,
            ProxyConfig config,
            Ids ids,
            Clock clock) {
        this.pools = pools;
        this.numbers = numbers;
        this.carriers = carriers;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<NumberPool> addPool(UUID owner, PoolRequest request) {
        NumberPool pool = new NumberPool(
                ids.next(),
                owner,
                request.name(),
                request.sharing() == null ? Sharing.EXCLUSIVE : request.sharing(),
                request.choice() == null ? Choice.RANDOM : request.choice(),
                request.coolDown() == null ? NumberPool.DEFAULT_COOL_DOWN : request.coolDown(),
                request.coolDownStrict() != null && request.coolDownStrict(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return pools.insert(pool).map(isNew -> {
            if (!isNew) {
                throw new Refused(PoolProblem.POOL_NAME_TAKEN, "Choose another name");
            }
            return pool;
        });
    }

    Uni<Page<NumberPool>> pools(UUID owner, PageRequest page) {
        return pools.list(owner, page);
    }

    /** @throws Refused 404 if the owner has no such pool */
    public Uni<NumberPool> pool(UUID owner, UUID id) {
        return pools.byId(owner, id)
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(KitProblem.NOT_FOUND, "There is no such pool"));
    }

    /** The pool that is meant where none is named. It comes into being when it is first needed. */
    public Uni<NumberPool> defaultPool(UUID owner) {
        return pools.byName(owner, NumberPool.DEFAULT_NAME)
                .onItem()
                .ifNull()
                .switchTo(() -> addDefaultPool(owner).chain(() -> pools.byName(owner, NumberPool.DEFAULT_NAME)))
                .onItem()
                .ifNull()
                .failWith(() -> new IllegalStateException("The default pool was not made"));
    }

    private Uni<Boolean> addDefaultPool(UUID owner) {
        return pools.insert(new NumberPool(
                ids.next(),
                owner,
                NumberPool.DEFAULT_NAME,
                Sharing.EXCLUSIVE,
                Choice.RANDOM,
                NumberPool.DEFAULT_COOL_DOWN,
                false,
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    Uni<VirtualNumber> add(UUID owner, NumberRequest request) {
        return add(
                owner,
                request,
                PhoneNumbers.parse(request.number(), config.defaultRegion().orElse(null), "number"));
    }

    private Uni<VirtualNumber> add(UUID owner, NumberRequest request, E164 number) {
        requireCarriers(request);
        return poolFor(owner, request.pool())
                .map(pool -> new VirtualNumber(
                        ids.next(),
                        pool.id(),
                        number,
                        request.number(),
                        request.carrier() == null ? config.defaultCarrier() : request.carrier(),
                        request.fallbackCarriers() == null ? List.of() : request.fallbackCarriers(),
                        PhoneNumbers.regionOf(number),
                        request.capabilities() == null ? List.of(Capability.SMS) : request.capabilities(),
                        request.reserved() != null && request.reserved(),
                        Health.GOOD,
                        0,
                        null,
                        clock.instant().truncatedTo(ChronoUnit.MICROS)))
                .call(virtual -> insert(owner, virtual));
    }

    private void requireCarriers(NumberRequest request) {
        carriers.require(request.carrier() == null ? config.defaultCarrier() : request.carrier());
        if (request.fallbackCarriers() != null) {
            request.fallbackCarriers().forEach(carriers::require);
        }
    }

    private Uni<NumberPool> poolFor(UUID owner, @Nullable UUID pool) {
        if (pool == null) {
            return defaultPool(owner);
        }
        return pools.byId(owner, pool)
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(PoolProblem.UNKNOWN_POOL, "You have no pool " + pool));
    }

    private Uni<Void> insert(UUID owner, VirtualNumber number) {
        return numbers.insert(owner, number)
                .invoke(isNew -> {
                    if (!isNew) {
                        throw new Refused(PoolProblem.NUMBER_TAKEN, "A number can be in one pool only");
                    }
                })
                .replaceWithVoid();
    }

    /**
     * Adds a plain number to the owner's default pool.
     *
     * @param written the same number, as its owner wrote it
     * @throws Refused NUMBER_TAKEN
     */
    public Uni<VirtualNumber> add(UUID owner, E164 number, String written) {
        return add(owner, new NumberRequest(written, null, null, null, null, null), number);
    }

    Uni<Page<VirtualNumber>> list(UUID owner, @Nullable UUID pool, PageRequest page) {
        return numbers.list(owner, pool, page);
    }

    public Uni<List<VirtualNumber>> all(UUID owner) {
        return numbers.all(owner);
    }

    /** Null if the owner has no such number. */
    public Uni<@Nullable VirtualNumber> byNumber(UUID owner, E164 number) {
        return numbers.byNumber(owner, number);
    }

    /** @throws Refused UNKNOWN_POOL if the number is in none of the owner's */
    public Uni<NumberPool> poolOf(SqlClient client, UUID owner, E164 number) {
        return pools.ofNumber(client, owner, number.number())
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(PoolProblem.UNKNOWN_POOL, "You have no number " + number.number()));
    }

    /** Whether the number is in a pool of somebody else. */
    public Uni<Boolean> isOfAnother(UUID owner, E164 number) {
        return numbers.isOfAnother(owner, number);
    }

    /** @throws Refused 404 if the owner has no such number */
    Uni<VirtualNumber> number(UUID owner, UUID id) {
        return numbers.byId(owner, id)
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(KitProblem.NOT_FOUND, "There is no such number"));
    }

    Uni<VirtualNumber> change(UUID owner, UUID id, NumberChange change) {
        return numbers.change(owner, id, change.reserved(), change.health()).chain(() -> number(owner, id));
    }

    /** @throws Refused 404 if the owner has no such number, NUMBER_IN_USE if a session has it */
    public Uni<Void> remove(UUID owner, UUID id) {
        return numbers.remove(owner, id)
                .chain(removed -> removed
                        ? Uni.createFrom().voidItem()
                        : number(owner, id).map(number -> {
                            throw new Refused(PoolProblem.NUMBER_IN_USE, "End its sessions first");
                        }));
    }
}
