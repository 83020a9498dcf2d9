package io.trunkline.vouchers.contract.smartyard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.events.Money;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.contract.BillingConfig;
import io.trunkline.vouchers.contract.BillingSystem;
import io.trunkline.vouchers.contract.Contract;
import io.trunkline.vouchers.contract.ContractEntry;
import io.trunkline.vouchers.contract.ContractProblem;
import io.trunkline.vouchers.contract.Period;
import io.trunkline.vouchers.payment.Payment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Typed;
import java.util.Currency;
import java.util.List;

/** Asks for contracts by the number of the telephone, each time anew: what it says of money is of this moment. */
@ApplicationScoped
@Typed(SmartyardBilling.class)
public class SmartyardBilling implements BillingSystem {

    private static final String LIST = "getlist";
    private static final String INVOICE = "createinvoice";

    private final SmartyardClient client;
    private final BillingInvoices invoices;
    private final AccountReader reader;

    SmartyardBilling(SmartyardClient client, BillingInvoices invoices, BillingConfig config) {
        this.client = client;
        this.invoices = invoices;
        this.reader = new AccountReader(currency(config.currency()));
    }

    private static Currency currency(String code) {
        try {
            return Money.ofMinor(0, code).currency();
        } catch (IllegalArgumentException unknown) {
            throw new IllegalStateException("vouchers.billing.currency is no ISO 4217 currency to pay with", unknown);
        }
    }

    /** Makes the constructor run: a currency that is none ends the start. */
    void check(@Observes StartupEvent event) {}

    @Override
    public Uni<List<Contract>> contractsOf(E164 phone) {
        ObjectNode question = JsonNodeFactory.instance.objectNode().put("phone", digits(phone));
        return client.ask(LIST, question).map(this::contracts);
    }

    /** Numbers are numbers there, without the plus. */
    static long digits(E164 phone) {
        return Long.parseLong(phone.number().substring(1));
    }

    private List<Contract> contracts(JsonNode data) {
        if (data.isNull() || data.isMissingNode()) {
            return List.of();
        }
        if (!data.isArray()) {
            throw SmartyardClient.unusable(LIST, "it has no list");
        }
        return reader.read(data);
    }

    @Override
    public Uni<Page<ContractEntry>> entriesOf(Contract contract, Period period, PageRequest page) {
        return Uni.createFrom()
                .failure(new Refused(ContractProblem.NO_STATEMENT, "Its protocol has no question for it"));
    }

    @Override
    public Reason reasonFor(Contract contract, E164 payer) {
        return new Reason(BillingPayment.NAME, new PaidContract(contract.id(), payer).text());
    }

    @Override
    public Uni<Void> announce(Payment payment) {
        return invoices.has(payment.id())
                .chain(isMade -> isMade ? Uni.createFrom().voidItem() : makeInvoice(payment));
    }

    /** After a crash in between it makes another one: of those that nobody pays, nothing follows. */
    private Uni<Void> makeInvoice(Payment payment) {
        PaidContract paid = PaidContract.of(payment);
        ObjectNode question = JsonNodeFactory.instance
                .objectNode()
                .put("login", paid.contract())
                .put("amount", Long.toString(payment.amount().minor()))
                .put("phone", digits(paid.payer()));
        return client.ask(INVOICE, question)
                .map(SmartyardBilling::invoiceNumber)
                .chain(number -> invoices.add(payment.id(), number));
    }

    private static String invoiceNumber(JsonNode data) {
        String number = data.isTextual() || data.isIntegralNumber() ? data.asText() : "";
        if (!number.matches("[!-~]{1,40}")) {
            throw SmartyardClient.unusable(INVOICE, "it has no number of an invoice");
        }
        return number;
    }

    @Override
    public boolean hasStatements() {
        return false;
    }
}
