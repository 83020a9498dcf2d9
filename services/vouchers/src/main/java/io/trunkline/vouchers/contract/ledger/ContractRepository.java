package io.trunkline.vouchers.contract.ledger;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.events.Money;
import io.trunkline.vouchers.contract.Contract;
import io.trunkline.vouchers.contract.ServiceKind;
import io.trunkline.vouchers.contract.Subscription;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Contracts, their telephones and services, in the database. */
@ApplicationScoped
class ContractRepository {

    /** The arrays of the services have one order, so that their elements belong together. */
    private static final String CONTRACT = """
            select contract.id, contract.number, contract.name, contract.holder, contract.address, contract.currency,
                contract.blocked, coalesce(balance.amount, 0) as balance,
                array(select phone from contract_phone phone where phone.contract_id = contract.id order by phone) as phones,
                array(select kind from contract_service service where service.contract_id = contract.id order by kind)
                    as kinds,
                array(select price from contract_service service where service.contract_id = contract.id order by kind)
                    as prices,
                array(select paid_until from contract_service service where service.contract_id = contract.id order by kind)
                    as ends
            from contract
            left join balance on balance.account_id = contract.id and balance.currency = contract.currency
            """;

    private static final String ADD = """
            insert into contract (id, name, holder, address, currency, blocked, created_by, created_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (name) do nothing""";

    /** What is null stays as it is. */
    private static final String CHANGE = """
            update contract
            set holder = coalesce($2::text, holder), address = coalesce($3::text, address),
                blocked = coalesce($4::boolean, blocked)
            where id = $1""";

    private static final String ADD_PHONES = """
            insert into contract_phone (contract_id, phone)
            select $1::uuid, phone from unnest($2::text[]) as added (phone) on conflict do nothing""";

    private static final String ADD_SERVICES = """
            insert into contract_service (contract_id, kind, price, paid_until)
            select $1::uuid, * from unnest($2::text[], $3::bigint[], $4::date[])""";

    private static final String CROWDED = """
            select exists (select 1 from contract_phone where contract_id = $1 having count(*) > $3)
                or exists (
                    select 1 from contract_phone where phone = any ($2::text[]) group by phone having count(*) > $4)
                as crowded""";

    private final Pool pool;

    ContractRepository(Pool pool) {
        this.pool = pool;
    }

    /** Oldest first. */
    Uni<List<Contract>> of(E164 phone) {
        String sql = CONTRACT + """
                where contract.id in (select contract_id from contract_phone where phone = $1)
                order by contract.id limit $2""";
        return pool.preparedQuery(sql)
                .execute(Tuple.of(phone.number(), Contract.MOST))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> kept(row).contract())
                        .toList());
    }

    /** Null if there is none. */
    Uni<@Nullable KeptContract> byId(SqlConnection transaction, UUID id) {
        return transaction
                .preparedQuery(CONTRACT + "where contract.id = $1")
                .execute(Tuple.of(id))
                .map(rows -> rows.size() == 0 ? null : kept(rows.iterator().next()));
    }

    /** False if another contract has the name. */
    Uni<Boolean> add(SqlConnection transaction, UUID id, ContractRequest request, UUID operator, Instant now) {
        Tuple values = Tuple.tuple()
                .addUUID(id)
                .addString(request.name())
                .addString(request.holder())
                .addString(request.address())
                .addString(request.currency())
                .addBoolean(request.isBlocked())
                .addUUID(operator)
                .addOffsetDateTime(now.atOffset(ZoneOffset.UTC));
        return transaction.preparedQuery(ADD).execute(values).map(result -> result.rowCount() == 1);
    }

    /** False if there is no such contract. Whoever else changes it waits for the transaction's end. */
    Uni<Boolean> change(SqlConnection transaction, UUID id, ContractChangeRequest change) {
        return transaction
                .preparedQuery(CHANGE)
                .execute(Tuple.of(id, change.holder(), change.address(), change.blocked()))
                .map(result -> result.rowCount() == 1);
    }

    /** Takes the place of those before. */
    Uni<Void> setServices(SqlConnection transaction, UUID contract, List<SubscriptionRequest> services) {
        Tuple values = Tuple.tuple()
                .addUUID(contract)
                .addArrayOfString(
                        services.stream().map(service -> service.kind().text()).toArray(String[]::new))
                .addArrayOfLong(
                        services.stream().map(SubscriptionRequest::priceMinor).toArray(Long[]::new))
                .addArrayOfLocalDate(
                        services.stream().map(SubscriptionRequest::paidUntil).toArray(LocalDate[]::new));
        return transaction
                .preparedQuery("delete from contract_service where contract_id = $1")
                .execute(Tuple.of(contract))
                .chain(() -> transaction.preparedQuery(ADD_SERVICES).execute(values))
                .replaceWithVoid();
    }

    /** From here to the transaction's end nobody else gives telephones to contracts: only so can they be counted. */
    Uni<Void> lockPhones(SqlConnection transaction) {
        return transaction
                .query("lock table contract_phone in share row exclusive mode")
                .execute()
                .replaceWithVoid();
    }

    Uni<Void> addPhones(SqlConnection transaction, UUID contract, List<E164> phones) {
        return transaction
                .preparedQuery(ADD_PHONES)
                .execute(Tuple.of(contract, numbers(phones)))
                .replaceWithVoid();
    }

    /** Whether the contract has more telephones, or one of these more contracts, than there may be. */
    Uni<Boolean> isCrowded(SqlConnection transaction, UUID contract, List<E164> phones) {
        return transaction
                .preparedQuery(CROWDED)
                .execute(Tuple.of(contract, numbers(phones), KeptContract.MOST_PHONES, Contract.MOST))
                .map(rows -> rows.iterator().next().getBoolean("crowded"));
    }

    Uni<Void> removePhone(SqlConnection transaction, UUID contract, E164 phone) {
        return transaction
                .preparedQuery("delete from contract_phone where contract_id = $1 and phone = $2")
                .execute(Tuple.of(contract, phone.number()))
                .replaceWithVoid();
    }

    Uni<Boolean> exists(SqlConnection transaction, UUID contract) {
        return transaction
                .preparedQuery("select 1 from contract where id = $1")
                .execute(Tuple.of(contract))
                .map(rows -> rows.size() == 1);
    }

    private static String[] numbers(List<E164> phones) {
        return phones.stream().map(E164::number).toArray(String[]::new);
    }

    private static KeptContract kept(Row row) {
        Currency currency = Currency.getInstance(row.getString("currency"));
        Money balance = new Money(row.getLong("balance"), currency);
        List<Subscription> subscriptions = subscriptions(row, currency);
        String number = row.getInteger("number").toString();
        Contract contract = new Contract(
                row.getUUID("id").toString(),
                number,
                row.getString("name"),
                number,
                row.getString("holder"),
                row.getString("address"),
                row.getBoolean("blocked"),
                balance,
                new Money(0, currency),
                missing(subscriptions, balance),
                subscriptions,
                null,
                null);
        return new KeptContract(
                contract,
                Arrays.stream(row.getArrayOfStrings("phones")).map(E164::of).toList());
    }

    private static List<Subscription> subscriptions(Row row, Currency currency) {
        String[] kinds = row.getArrayOfStrings("kinds");
        Long[] prices = row.getArrayOfLongs("prices");
        LocalDate[] ends = row.getArrayOfLocalDates("ends");
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < kinds.length; i++) {
            Money price = prices[i] == null ? null : new Money(prices[i], currency);
            subscriptions.add(new Subscription(ServiceKind.of(kinds[i]).orElseThrow(), price, ends[i]));
        }
        subscriptions.sort(Comparator.comparing(Subscription::kind));
        return List.copyOf(subscriptions);
    }

    /** What the balance lacks for the next period of everything that has a price. */
    static Money missing(List<Subscription> subscriptions, Money balance) {
        Money price = subscriptions.stream()
                .map(Subscription::price)
                .flatMap(known -> Optional.ofNullable(known).stream())
                .reduce(new Money(0, balance.currency()), Money::plus);
        return new Money(Math.max(0, price.minor() - balance.minor()), balance.currency());
    }
}
