package io.trunkline.vouchers.contract.smartyard;

import com.fasterxml.jackson.databind.JsonNode;
import io.trunkline.events.Money;
import io.trunkline.vouchers.contract.Contract;
import io.trunkline.vouchers.contract.ServiceKind;
import io.trunkline.vouchers.contract.Subscription;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the billing system says of a telephone's contracts. A row that makes no sense is left out, and the others are shown:
 * whoever has three contracts should not see none because of one.
 */
final class AccountReader {

    private static final Logger LOG = Logger.getLogger(AccountReader.class);

    /** Control characters, and halves of what takes two: no JSON can be written of those. */
    private static final Pattern NOT_TO_BE_SHOWN = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    private static final int LONGEST_TEXT = 300;
    private static final int LONGEST_URL = 2_000;
    /** Beyond it nobody's balance lies: a sum of such amounts can still be counted. */
    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    private final Currency currency;

    AccountReader(Currency currency) {
        this.currency = currency;
    }

    /** A row is not what it should be. The message names a field, and nothing of its content. */
    private static final class SpoiltRow extends RuntimeException {
        private static final long serialVersionUID = 1;

        SpoiltRow(String field) {
            super(field, null, false, false);
        }
    }

    /** @param addresses the list of addresses, each with its accounts */
    List<Contract> read(Iterable<JsonNode> addresses) {
        List<Contract> contracts = new ArrayList<>();
        for (JsonNode address : addresses) {
            for (JsonNode account : address.path("accounts")) {
                addIfWhole(contracts, address, account);
            }
        }
        if (contracts.size() > Contract.MOST) {
            LOG.warnf("The billing system tells of %d contracts of a telephone", contracts.size());
            return List.copyOf(contracts.subList(0, Contract.MOST));
        }
        return List.copyOf(contracts);
    }

    private void addIfWhole(List<Contract> contracts, JsonNode address, JsonNode account) {
        try {
            contracts.add(contract(address, account));
        } catch (SpoiltRow spoilt) {
            LOG.warnf("A contract of the billing system is left out: %s is not what it should be", spoilt.getMessage());
        }
    }

    private Contract contract(JsonNode address, JsonNode account) {
        String id = identifier(account);
        String name = text(account, "contractName");
        String payName = text(account, "contractPayName");
        return new Contract(
                id,
                id,
                name == null ? id : name,
                payName == null ? id : payName,
                orEmpty(text(account, "clientName")),
                text(address, "address"),
                flag(account, "blocked"),
                money(account, "balance"),
                money(account, "bonus"),
                notNegative(money(account, "payAdvice")),
                subscriptions(account),
                url(account, "lcab"),
                url(account, "lcabPay"));
    }

    private static String identifier(JsonNode account) {
        String id = text(account, "clientId");
        if (id == null || !PaidContract.isContract(id)) {
            throw new SpoiltRow("clientId");
        }
        return id;
    }

    /** A text or a whole number; null if it is missing or empty. */
    private static @Nullable String text(JsonNode row, String field) {
        JsonNode value = row.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual() && !value.isIntegralNumber()) {
            throw new SpoiltRow(field);
        }
        String text = NOT_TO_BE_SHOWN.matcher(value.asText()).replaceAll(" ").strip();
        if (text.length() > LONGEST_TEXT) {
            throw new SpoiltRow(field);
        }
        return text.isEmpty() ? null : text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static boolean flag(JsonNode row, String field) {
        JsonNode value = row.path(field);
        return switch (value.asText()) {
            case "t", "true" -> true;
            case "f", "false", "" -> false;
            default -> throw new SpoiltRow(field);
        };
    }

    /** Their numbers have been floating-point ones, so what is finer than the currency is rounded. Nothing if missing. */
    private Money money(JsonNode row, String field) {
        JsonNode value = row.get(field);
        if (value == null || value.isNull()) {
            return new Money(0, currency);
        }
        BigDecimal amount = decimal(value, field);
        if (amount.abs().compareTo(MOST) > 0) {
            throw new SpoiltRow(field);
        }
        return new Money(
                amount.setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_EVEN)
                        .unscaledValue()
                        .longValueExact(),
                currency);
    }

    private static BigDecimal decimal(JsonNode value, String field) {
        if ((value.isBigDecimal() || value.isIntegralNumber()) && isShort(value.decimalValue())) {
            return value.decimalValue();
        }
        if (value.isTextual() && value.textValue().matches("-?[0-9]{1,15}(\\.[0-9]{1,20})?")) {
            return new BigDecimal(value.textValue());
        }
        throw new SpoiltRow(field);
    }

    /** An exponent is a cheap way to ask for a number of a billion digits. */
    private static boolean isShort(BigDecimal number) {
        return number.scale() > -20 && number.scale() < 100 && number.precision() < 100;
    }

    private static Money notNegative(Money money) {
        return money.minor() < 0 ? new Money(0, money.currency()) : money;
    }

    /** Services that are not known here are none that can be shown. */
    private static List<Subscription> subscriptions(JsonNode account) {
        JsonNode services = account.path("services");
        if (!services.isArray() && !services.isMissingNode() && !services.isNull()) {
            throw new SpoiltRow("services");
        }
        return StreamSupport.stream(services.spliterator(), false)
                .flatMap(service -> ServiceKind.of(service.asText()).stream())
                .distinct()
                .sorted()
                .map(kind -> new Subscription(kind, null, null))
                .toList();
    }

    /** Null if it is missing; programs open it, so only what is on the web. */
    private static @Nullable URI url(JsonNode row, String field) {
        String text = row.path(field).isNull() ? "" : row.path(field).asText();
        if (text.isEmpty()) {
            return null;
        }
        try {
            URI url = new URI(text);
            if (text.length() <= LONGEST_URL
                    && text.matches("[!-~]+")
                    && "https".equals(url.getScheme())
                    && url.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException unreadable) {
            throw new SpoiltRow(field);
        }
        throw new SpoiltRow(field);
    }
}
