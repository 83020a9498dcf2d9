package io.trunkline.events;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Currency;

/**
 * An amount of one currency, as an integer of its smallest unit; never a floating-point number.
 *
 * <p>In JSON the amount is a decimal string with exactly the digits of its ISO 4217 currency:
 * {@code {"amount":"5.00","currency":"EUR"}}.
 *
 * @param minor the amount in the smallest unit (cents); may be negative
 * @param currency ISO 4217
 */
// Only what is annotated is JSON: the components are how it is held, not how it travels.
@JsonAutoDetect(fieldVisibility = Visibility.NONE, getterVisibility = Visibility.NONE)
public record Money(long minor, Currency currency) {

    public Money {
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("Not a currency that can be paid with: " + currency);
        }
    }

    public static Money ofMinor(long minor, String currency) {
        return new Money(minor, Currency.getInstance(currency));
    }

    /**
     * Reads {@code "5"}, {@code "5.0"} or {@code "5.00"}; refuses what would have to be rounded.
     *
     * @throws IllegalArgumentException if the amount is no plain decimal, has more digits than the currency, is out of
     *     range, or the currency is unknown
     */
    @JsonCreator
    public static Money of(
            @JsonProperty(value = "amount", required = true) String amount,
            @JsonProperty(value = "currency", required = true) String currency) {
        if (!amount.matches("-?[0-9]{1,18}(\\.[0-9]{1,6})?")) {
            throw new IllegalArgumentException("The amount is not a decimal number");
        }
        Currency unit = currencyOf(currency);
        try {
            long minor = new BigDecimal(amount)
                    .movePointRight(unit.getDefaultFractionDigits())
                    .longValueExact();
            return new Money(minor, unit);
        } catch (ArithmeticException tooFine) {
            throw new IllegalArgumentException(
                    currency + " has " + unit.getDefaultFractionDigits() + " digits after the point", tooFine);
        }
    }

    private static Currency currencyOf(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("Not an ISO 4217 currency", unknown);
        }
    }

    /** The decimal string, such as {@code 5.00}. */
    @JsonProperty("amount")
    public String amount() {
        return BigDecimal.valueOf(minor, currency.getDefaultFractionDigits()).toPlainString();
    }

    @JsonProperty("currency")
    public String currencyCode() {
        return currency.getCurrencyCode();
    }

    /** Digits after the point: 2 for EUR, 0 for JPY, 3 for KWD. */
    public int digits() {
        return currency.getDefaultFractionDigits();
    }

    /** @throws IllegalArgumentException for another currency; @throws ArithmeticException when the sum is out of range */
    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot add " + other.currency + " to " + currency);
        }
        return new Money(Math.addExact(minor, other.minor), currency);
    }

    @Override
    public String toString() {
        return amount() + " " + currencyCode();
    }
}
