package io.trunkline.vouchers.compat;

import io.trunkline.vouchers.contract.Contract;
import io.trunkline.vouchers.contract.Subscription;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An address, and the contracts for it. */
record PaymentsAddressView(
        @Schema(description = "Empty for contracts of no place", examples = "Лесная 5, кв. 1")
        String address,

        List<AccountView> accounts) {

    /** A contract. */
    record AccountView(
            @Schema(examples = "10042") String clientId,
            @Schema(examples = "Анна Петрова") String clientName,
            @Schema(examples = "ФЛ-84235/26") String contractName,
            @Schema(examples = "10042") String contractPayName,

            @Schema(
                    description = "Whether its services are switched off",
                    enumeration = {"t", "f"})
            String blocked,

            @Schema(examples = "123.45") BigDecimal balance,
            @Schema(examples = "0.00") BigDecimal bonus,
            @Schema(examples = "326.55") BigDecimal payAdvice,

            @Schema(description = "internet, iptv, ctv, phone, cctv, domophone, gsm")
            List<String> services,

            @Schema(description = "The billing system's own page of it; absent if there is none") @Nullable
            URI lcab,

            @Schema(description = "The billing system's own page to pay on; absent if there is none") @Nullable
            URI lcabPay) {

        static AccountView of(Contract contract) {
            return new AccountView(
                    contract.clientId(),
                    contract.holder(),
                    contract.name(),
                    contract.payName(),
                    contract.blocked() ? "t" : "f",
                    Decimals.of(contract.balance()),
                    Decimals.of(contract.bonus()),
                    Decimals.of(contract.advised()),
                    contract.subscriptions().stream()
                            .map(Subscription::kind)
                            .map(kind -> kind.text())
                            .toList(),
                    contract.cabinetUrl(),
                    contract.paymentUrl());
        }
    }

    /** Addresses in the order of their first contract. */
    static List<PaymentsAddressView> of(List<Contract> contracts) {
        Map<String, List<AccountView>> byAddress = new LinkedHashMap<>();
        for (Contract contract : contracts) {
            String address = contract.address() == null ? "" : contract.address();
            byAddress.computeIfAbsent(address, first -> new ArrayList<>()).add(AccountView.of(contract));
        }
        return byAddress.entrySet().stream()
                .map(entry -> new PaymentsAddressView(entry.getKey(), entry.getValue()))
                .toList();
    }
}
