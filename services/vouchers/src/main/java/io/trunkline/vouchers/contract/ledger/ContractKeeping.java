package io.trunkline.vouchers.contract.ledger;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.events.Money;
import io.trunkline.kit.Ids;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.phone.PhoneNumbers;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.contract.BillingConfig;
import io.trunkline.vouchers.contract.ContractProblem;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** What operators do with contracts that are kept here. Where another billing system keeps them, nothing. */
@ApplicationScoped
class ContractKeeping {

    /** Sums of a few of these are far from the end of what can be counted. */
    private static final long HIGHEST_PRICE = 1_000_000_000_000L;

    private final Transactions transactions;
    private final ContractRepository contracts;
    private final BillingConfig billing;
    private final Ids ids;
    private final Clock clock;

    ContractKeeping(
            Transactions transactions, ContractRepository contracts, BillingConfig billing, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.contracts = contracts;
        this.billing = billing;
        this.ids = ids;
        this.clock = clock;
    }

    Uni<KeptContract> create(ContractRequest request, UUID operator) {
        requireKeptHere();
        requireSensible(request.services(), currency(request.currency()));
        List<E164> phones = request.phones().stream()
                .map(phone -> PhoneNumbers.parse(phone, null, "phones"))
                .distinct()
                .toList();
        UUID id = ids.next();
        return transactions.inTransaction(transaction -> contracts
                .add(transaction, id, request, operator, clock.instant().truncatedTo(ChronoUnit.MICROS))
                .invoke(isNew -> require(isNew, ContractKeeping::nameTaken))
                .chain(() -> contracts.setServices(transaction, id, request.services()))
                .chain(() -> give(transaction, id, phones))
                .chain(() -> read(transaction, id)));
    }

    Uni<KeptContract> change(UUID id, ContractChangeRequest change) {
        requireKeptHere();
        return transactions.inTransaction(transaction -> contracts
                .change(transaction, id, change)
                .invoke(isThere -> require(isThere, ContractKeeping::unknown))
                .chain(() -> read(transaction, id))
                .call(before -> changeServices(transaction, id, before, change))
                .chain(() -> read(transaction, id)));
    }

    private Uni<Void> changeServices(
            SqlConnection transaction, UUID id, KeptContract before, ContractChangeRequest change) {
        if (change.services() == null) {
            return Uni.createFrom().voidItem();
        }
        requireSensible(change.services(), before.contract().balance().currency());
        return contracts.setServices(transaction, id, change.services());
    }

    /** Of a telephone that has the contract already nothing is changed. */
    Uni<Void> give(UUID id, String phone) {
        requireKeptHere();
        E164 number = PhoneNumbers.parse(phone, null, "phone");
        return transactions.inTransaction(transaction -> contracts
                .exists(transaction, id)
                .invoke(isThere -> require(isThere, ContractKeeping::unknown))
                .chain(() -> give(transaction, id, List.of(number))));
    }

    private Uni<Void> give(SqlConnection transaction, UUID id, List<E164> phones) {
        return contracts
                .lockPhones(transaction)
                .chain(() -> contracts.addPhones(transaction, id, phones))
                .chain(() -> contracts.isCrowded(transaction, id, phones))
                .invoke(crowded -> require(!crowded, ContractKeeping::crowded))
                .replaceWithVoid();
    }

    /** Of a telephone that does not have the contract nothing is changed. */
    Uni<Void> take(UUID id, String phone) {
        requireKeptHere();
        E164 number = PhoneNumbers.parse(phone, null, "phone");
        return transactions.inTransaction(transaction -> contracts
                .exists(transaction, id)
                .invoke(isThere -> require(isThere, ContractKeeping::unknown))
                .chain(() -> contracts.removePhone(transaction, id, number)));
    }

    private Uni<KeptContract> read(SqlConnection transaction, UUID id) {
        return contracts.byId(transaction, id).onItem().ifNull().failWith(ContractKeeping::unknown);
    }

    private void requireKeptHere() {
        if (billing.url().isPresent()) {
            throw new Refused(ContractProblem.CONTRACTS_ELSEWHERE, "Change them there");
        }
    }

    private static Currency currency(String code) {
        try {
            return Money.ofMinor(0, code).currency();
        } catch (IllegalArgumentException unknown) {
            throw Refused.invalid("currency", "is not an ISO 4217 currency that can be paid with");
        }
    }

    private static void requireSensible(List<SubscriptionRequest> services, Currency currency) {
        if (services.stream().map(SubscriptionRequest::kind).distinct().count() < services.size()) {
            throw Refused.invalid("services", "must name each service once");
        }
        for (SubscriptionRequest service : services) {
            if (service.price() != null && !isSensible(service.price(), currency)) {
                throw Refused.invalid("services", "must have prices of the contract's currency, zero or more");
            }
        }
    }

    private static boolean isSensible(Money price, Currency currency) {
        return price.currency().equals(currency) && price.minor() >= 0 && price.minor() <= HIGHEST_PRICE;
    }

    private static void require(boolean holds, Supplier<Refused> refusal) {
        if (!holds) {
            throw refusal.get();
        }
    }

    private static Refused nameTaken() {
        return new Refused(ContractProblem.CONTRACT_NAME_TAKEN, "Give it another name");
    }

    private static Refused unknown() {
        return new Refused(ContractProblem.UNKNOWN_CONTRACT, "No contract has this id");
    }

    private static Refused crowded() {
        return new Refused(ContractProblem.TOO_MANY_PHONES, "Each has 100 of the others at most");
    }
}
