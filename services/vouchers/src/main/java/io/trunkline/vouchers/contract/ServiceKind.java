package io.trunkline.vouchers.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an operator sells. */
public enum ServiceKind {
    INTERNET,
    IPTV,
    CTV,
    PHONE,
    CCTV,
    DOMOPHONE,
    GSM;

    /** How it stands in JSON and in the database. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty if there is no such service. */
    public static Optional<ServiceKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }
}
