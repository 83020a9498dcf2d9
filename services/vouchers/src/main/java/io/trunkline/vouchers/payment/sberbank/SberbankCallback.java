package io.trunkline.vouchers.payment.sberbank;

import io.trunkline.vouchers.payment.NoticeRefused;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the bank signs of a callback: all parameters in the order of their names, as {@code name;value;}. */
final class SberbankCallback {

    private static final String CHECKSUM = "checksum";
    private static final Set<String> UNSIGNED = Set.of(CHECKSUM, "sign_alias");

    private final CallbackProof proof;

    SberbankCallback(CallbackProof proof) {
        this.proof = proof;
    }

    /** @throws NoticeRefused if the checksum is missing or wrong */
    void verify(Map<String, String> parameters) {
        if (!proof.proves(signed(parameters), parameters.getOrDefault(CHECKSUM, ""))) {
            throw NoticeRefused.forged();
        }
    }

    private static String signed(Map<String, String> parameters) {
        return new TreeMap<>(parameters)
                .entrySet().stream()
                        .filter(parameter -> !UNSIGNED.contains(parameter.getKey()))
                        .map(parameter -> parameter.getKey() + ";" + parameter.getValue() + ";")
                        .collect(Collectors.joining());
    }
}
