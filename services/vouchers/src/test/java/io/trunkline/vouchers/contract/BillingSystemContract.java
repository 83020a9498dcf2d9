package io.trunkline.vouchers.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.trunkline.events.E164;
import io.trunkline.events.Money;
import io.trunkline.vouchers.Subscriber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every billing system promises, whoever keeps the contracts. */
public abstract class BillingSystemContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final E164 anna = Subscriber.anyPhone();
    private final E164 boris = Subscriber.anyPhone();

    protected abstract BillingSystem billing();

    /**
     * Makes the far end keep a contract in roubles, with the internet and a door.
     *
     * @param balance in kopecks
     */
    protected abstract void keeps(String name, long balance, E164... phones);

    protected List<Contract> contractsOf(E164 phone) {
        return billing().contractsOf(phone).await().atMost(PATIENCE);
    }

    @Test
    void aTelephoneThatHasSignedNothingHasNoContracts() {
        keeps("A-1", 0, boris);

        assertThat(contractsOf(anna)).isEmpty();
    }

    @Test
    void aTelephoneHasAllItsContractsInAnOrderThatStays() {
        keeps("B-1", 0, anna);
        keeps("B-2", 0, anna, boris);
        keeps("B-3", 0, anna);

        assertThat(contractsOf(anna)).extracting(Contract::name).containsExactly("B-1", "B-2", "B-3");
        assertThat(contractsOf(anna)).isEqualTo(contractsOf(anna));
    }

    @Test
    void aContractIsTheSameForAllItsTelephones() {
        keeps("C-1", 12_345, anna, boris);

        assertThat(contractsOf(boris)).isEqualTo(contractsOf(anna)).hasSize(1);
    }

    @Test
    void aContractTellsItsMoneyAndItsServices() {
        keeps("D-1", 12_345, anna);

        Contract contract = contractsOf(anna).getFirst();

        assertThat(contract.balance()).isEqualTo(Money.of("123.45", "RUB"));
        assertThat(contract.bonus().minor()).isNotNegative();
        assertThat(contract.advised().minor()).isNotNegative();
        assertThat(contract.subscriptions())
                .extracting(Subscription::kind)
                .containsExactly(ServiceKind.INTERNET, ServiceKind.DOMOPHONE);
        assertThat(contract.holder()).isNotBlank();
        assertThat(contract.payName()).isNotBlank();
    }

    @Test
    void contractsAreToldApartByEitherOfTheirIds() {
        keeps("E-1", 0, anna);
        keeps("E-2", 0, anna);

        assertThat(contractsOf(anna)).extracting(Contract::id).doesNotHaveDuplicates();
        assertThat(contractsOf(anna)).extracting(Contract::clientId).doesNotHaveDuplicates();
    }
}
