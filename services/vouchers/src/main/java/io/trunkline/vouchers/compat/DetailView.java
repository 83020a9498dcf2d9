package io.trunkline.vouchers.compat;

import io.trunkline.vouchers.contract.ContractEntry;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A line of a contract's year. */
record DetailView(
        @Schema(description = "Its place in this list", examples = "1")
        int id,

        @Schema(description = "Of the zone that the settings name", examples = "12:41 25.06.2026")
        String date,

        @Schema(description = "Negative if it was taken", examples = "-450.00")
        BigDecimal sum,

        @Schema(description = "What it was", examples = "Оплата")
        String dsc) {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("HH:mm dd.MM.uuuu");

    static DetailView of(int place, ContractEntry entry, ZoneId zone) {
        return new DetailView(
                place, DATE.format(entry.bookedAt().atZone(zone)), Decimals.of(entry.amount()), textOf(entry.kind()));
    }

    private static String textOf(String kind) {
        return switch (kind) {
            case "payment" -> "Оплата";
            case "refund" -> "Возврат";
            case "charge" -> "Списание";
            case "call" -> "Звонки";
            case "message" -> "Сообщения";
            case "adjustment" -> "Корректировка";
            case "voucher-activation" -> "Ваучер";
            case "expiry" -> "Истёк срок";
            default -> kind;
        };
    }
}
