package io.trunkline.vouchers.contract;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.account.AccountPhones;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Contracts of those who may see them. Who has the telephone has its contracts: there is no other way to one, so nobody reads
 * those of others by knowing an id.
 */
@ApplicationScoped
public class Contracts {

    private final AccountPhones phones;
    private final BillingSystem billing;

    Contracts(AccountPhones phones, BillingSystem billing) {
        this.phones = phones;
        this.billing = billing;
    }

    /** None for an account without a telephone. */
    public Uni<List<Contract>> of(UUID account) {
        return phones.of(account).chain(this::of);
    }

    private Uni<List<Contract>> of(@Nullable E164 phone) {
        return phone == null ? Uni.createFrom().item(List.of()) : billing.contractsOf(phone);
    }

    /** The one contract of the account that fits. @throws Refused 404 if there is none */
    public Uni<Contract> one(UUID account, Predicate<Contract> wanted) {
        return of(account).map(contracts -> one(contracts, wanted));
    }

    /** The same, with the telephone by which it is the account's. */
    Uni<Seen> seen(UUID account, Predicate<Contract> wanted) {
        return phones.of(account).onItem().ifNull().failWith(Contracts::unknown).chain(phone -> billing.contractsOf(
                        phone)
                .map(all -> new Seen(phone, one(all, wanted))));
    }

    /** A contract, and the telephone that has it. */
    record Seen(E164 phone, Contract contract) {}

    /** Those of a telephone, for operators. */
    Uni<List<Contract>> ofPhone(E164 phone) {
        return billing.contractsOf(phone);
    }

    static Contract one(List<Contract> contracts, Predicate<Contract> wanted) {
        return contracts.stream().filter(wanted).findFirst().orElseThrow(Contracts::unknown);
    }

    private static Refused unknown() {
        return new Refused(ContractProblem.UNKNOWN_CONTRACT, "None of the telephone's contracts has this id");
    }
}
