package io.trunkline.vouchers.contract.smartyard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trunkline.vouchers.contract.Contract;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever stands in a list, reading it ends with contracts that can be shown: never in any other way. */
class AccountReaderFuzzTest {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final String SAMPLE = """
            [{"houseId": "1", "address": "Lesnaya 5", "accounts": [
                {"clientId": "84235", "clientName": "Anna Petrova", "contractName": "FL-84235", "contractPayName": "84235",
                 "blocked": "f", "balance": 123.45, "bonus": 10, "payAdvice": 50.5, "services": ["internet", "domophone"],
                 "lcab": "https://billing.example/", "lcabPay": "https://billing.example/pay"},
                {"clientId": 7}]}]""";

    private static final List<String> ODD = List.of(
            "null",
            "[]",
            "{}",
            "[[{}]]",
            "true",
            "-1",
            "1e999999999",
            "1e-999999999",
            "9e18",
            "9".repeat(90),
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(5_000) + "\"",
            "\"https://\\ud800/\"",
            "\"99999999999999999999\"");

    private final AccountReader reader = new AccountReader(Currency.getInstance("RUB"));

    @Property(tries = 2_000)
    void endsWithContractsThatCanBeShown(@ForAll long seed) throws JsonProcessingException {
        Random random = new Random(seed);
        JsonNode list = MAPPER.readTree(SAMPLE);
        for (int change = random.nextInt(4); change >= 0; change--) {
            spoil(list, random);
        }

        List<Contract> contracts = reader.read(list);

        for (Contract contract : contracts) {
            assertThat(PaidContract.isContract(contract.id())).isTrue();
            assertThat(contract.advised().minor()).isNotNegative();
            assertThat(MAPPER.writeValueAsBytes(
                            List.of(contract.name(), contract.payName(), contract.holder(), "" + contract.address())))
                    .isNotEmpty();
        }
    }

    /** Puts something odd in the place of any part. */
    private static void spoil(JsonNode list, Random random) throws JsonProcessingException {
        List<ContainerNode<?>> places = new ArrayList<>();
        collect(list, places);
        if (places.isEmpty()) {
            return;
        }
        JsonNode odd = MAPPER.readTree(ODD.get(random.nextInt(ODD.size())));
        switch (places.get(random.nextInt(places.size()))) {
            case ArrayNode array -> array.set(random.nextInt(array.size()), odd);
            case ObjectNode object -> {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                object.set(names.get(random.nextInt(names.size())), odd);
            }
            default -> throw new AssertionError("A container of a third sort");
        }
    }

    private static void collect(JsonNode node, List<ContainerNode<?>> places) {
        if (node instanceof ContainerNode<?> container && !container.isEmpty()) {
            places.add(container);
        }
        node.forEach(part -> collect(part, places));
    }
}
