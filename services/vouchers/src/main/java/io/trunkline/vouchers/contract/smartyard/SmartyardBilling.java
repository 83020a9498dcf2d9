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
import io.trunkline.vouchers.contract.Invoice;
import io.trunkline.vouchers.contract.Period;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Typed;
import java.util.List;

/** Asks for contracts by the number of the telephone, each time anew: what it says of money is of this moment. */
@ApplicationScoped
@Typed(SmartyardBilling.class)
public class SmartyardBilling implements BillingSystem {

    private static final String LIST = "getlist";
    private static final String INVOICE = "createinvoice";

    private final SmartyardClient client;
    private final AccountReader reader;

    SmartyardBilling(SmartyardClient client, BillingConfig config) {
        this.client = client;
        this.reader = new AccountReader(Money.ofMinor(0, config.currency()).currency());
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
    public Uni<Invoice> invoice(E164 phone, Contract contract, Money amount) {
        ObjectNode question = JsonNodeFactory.instance
                .objectNode()
                .put("login", contract.id())
                .put("amount", Long.toString(amount.minor()))
                .put("phone", digits(phone));
        return client.ask(INVOICE, question)
                .map(SmartyardBilling::invoiceNumber)
                .map(number -> new PaidInvoice(contract.id(), phone, number))
                .map(invoice -> new Invoice(BillingPayment.NAME, invoice.text()));
    }

    private static String invoiceNumber(JsonNode data) {
        String number = data.isTextual() || data.isIntegralNumber() ? data.asText() : "";
        if (!PaidInvoice.isNumber(number)) {
            throw SmartyardClient.unusable(INVOICE, "it has no number of an invoice");
        }
        return number;
    }

    @Override
    public boolean hasStatements() {
        return false;
    }
}
