package io.trunkline.vouchers.compat;

import io.trunkline.events.Money;
import io.trunkline.vouchers.contract.Contract;
import io.trunkline.vouchers.contract.ServiceKind;
import io.trunkline.vouchers.contract.Subscription;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A contract with what its services cost. */
record BillingRowView(
        @Schema(examples = "10042") String login,
        @Schema(examples = "Лесная 5, кв. 1") String address,

        @Schema(
                description = "The price of its next period; 0 if there is no such service, or nobody says",
                examples = "450.00")
        BigDecimal internet,

        @Schema(description = "The last day that is paid for; empty if nobody says", examples = "2027-01-31")
        String internetdata,

        BigDecimal tv,
        String tvdata,
        BigDecimal phone,
        String phonedata,

        @Schema(description = "Cameras and doors together") BigDecimal cams,
        String camsdata,
        @Schema(examples = "Камеры и домофон") String camsname,
        @Schema(examples = "123.45") BigDecimal balans,

        @Schema(description = "What should be paid for the services to go on", examples = "326.55")
        BigDecimal payment,

        @Schema(description = "Whether getInvoice has something to say: never")
        boolean invoice,

        @Schema(description = "Whether getDetail has something to say")
        boolean detail,

        @Schema(description = "Whether getReceipt has something to say: never")
        boolean receipt) {

    private static final Set<ServiceKind> TV = Set.of(ServiceKind.IPTV, ServiceKind.CTV);
    private static final Set<ServiceKind> CAMS = Set.of(ServiceKind.CCTV, ServiceKind.DOMOPHONE);

    static BillingRowView of(Contract contract, boolean hasStatements) {
        List<Subscription> internet = some(contract, Set.of(ServiceKind.INTERNET));
        List<Subscription> tv = some(contract, TV);
        List<Subscription> phone = some(contract, Set.of(ServiceKind.PHONE));
        List<Subscription> cams = some(contract, CAMS);
        Money nothing = new Money(0, contract.balance().currency());
        return new BillingRowView(
                contract.clientId(),
                contract.address() == null ? "" : contract.address(),
                price(internet, nothing),
                end(internet),
                price(tv, nothing),
                end(tv),
                price(phone, nothing),
                end(phone),
                price(cams, nothing),
                end(cams),
                cams.isEmpty() ? "" : "Камеры и домофон",
                Decimals.of(contract.balance()),
                Decimals.of(contract.advised()),
                false,
                hasStatements,
                false);
    }

    private static List<Subscription> some(Contract contract, Set<ServiceKind> kinds) {
        return contract.subscriptions().stream()
                .filter(subscription -> kinds.contains(subscription.kind()))
                .toList();
    }

    private static BigDecimal price(List<Subscription> subscriptions, Money nothing) {
        return Decimals.of(subscriptions.stream()
                .map(Subscription::price)
                .filter(Objects::nonNull)
                .reduce(nothing, Money::plus));
    }

    /** Of services that are shown as one: when the first of them ends. */
    private static String end(List<Subscription> subscriptions) {
        return subscriptions.stream()
                .map(Subscription::paidUntil)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .map(Object::toString)
                .orElse("");
    }
}
