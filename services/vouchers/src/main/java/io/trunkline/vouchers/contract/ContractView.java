package io.trunkline.vouchers.contract;

import io.trunkline.events.E164;
import io.trunkline.events.Money;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A contract, as those see it who have its telephone, and operators. */
public record ContractView(
        @Schema(examples = "0199e3a0-5d3c-7b0a-9c1e-0d6f4b1a2c3d")
        String id,

        @Schema(description = "What stands on the paper", examples = "FL-84235/26")
        String name,

        @Schema(description = "What to write on a transfer", examples = "10042")
        String payName,

        @Schema(examples = "Anna Petrova") String holder,

        @Schema(description = "Absent if it belongs to no place", examples = "Lesnaya 5, flat 1") @Nullable
        String address,

        @Schema(description = "Whether its services are switched off")
        boolean blocked,

        @Schema(description = "Negative where the billing system gives credit")
        Money balance,

        @Schema(description = "What can be spent beside the balance")
        Money bonus,

        @Schema(description = "What should be paid for the services to go on")
        Money advisedPayment,

        List<SubscriptionView> services,

        @Schema(description = "The billing system's own page of it; absent if there is none") @Nullable
        URI cabinetUrl,

        @Schema(description = "The billing system's own page to pay on; absent if there is none") @Nullable
        URI paymentUrl,

        @Schema(description = "Whose contract it is; only for operators who keep it") @Nullable
        List<String> phones) {

    /** A service of the contract. */
    public record SubscriptionView(
            @Schema(
                    type = SchemaType.STRING,
                    enumeration = {"internet", "iptv", "ctv", "phone", "cctv", "domophone", "gsm"})
            ServiceKind kind,

            @Schema(description = "Of its next period; absent if the billing system does not say") @Nullable
            Money price,

            @Schema(description = "Its last day that is paid for; absent likewise", examples = "2027-01-31") @Nullable
            LocalDate paidUntil) {

        static SubscriptionView of(Subscription subscription) {
            return new SubscriptionView(subscription.kind(), subscription.price(), subscription.paidUntil());
        }
    }

    static ContractView of(Contract contract) {
        return of(contract, null);
    }

    /** @param phones null for those who need not know the others' numbers */
    public static ContractView of(Contract contract, @Nullable List<E164> phones) {
        return new ContractView(
                contract.id(),
                contract.name(),
                contract.payName(),
                contract.holder(),
                contract.address(),
                contract.blocked(),
                contract.balance(),
                contract.bonus(),
                contract.advised(),
                contract.subscriptions().stream().map(SubscriptionView::of).toList(),
                contract.cabinetUrl(),
                contract.paymentUrl(),
                phones == null ? null : phones.stream().map(E164::number).toList());
    }
}
