package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.CarrierFailure.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What a centre's "no" means: command_status, SMPP 3.4 §5.1.3. The only place that knows the codes. */
final class SmppFailures {

    static final int ESME_ROK = 0x00;
    static final int ESME_RX_T_APPN = 0x64;

    private static final Map<Integer, Kind> STANDARD = standard();

    private final Map<Integer, Kind> kinds;
    private final Kind others;
    private final Duration throttlePause;

    SmppFailures(SmppConfig.Sending config) {
        kinds = new HashMap<>(STANDARD);
        config.outcomes().forEach((status, kind) -> kinds.put(Integer.decode(status), kind));
        others = config.otherOutcomes();
        throttlePause = config.throttlePause();
    }

    private static Map<Integer, Kind> standard() {
        Map<Integer, Kind> kinds = new HashMap<>();
        // RINVBNDSTS, RALYBND, RSYSERR, RBINDFAIL, RX_T_APPN, RUNKNOWNERR: they pass.
        for (int status : new int[] {0x04, 0x05, 0x08, 0x0d, ESME_RX_T_APPN, 0xff}) {
            kinds.put(status, Kind.BUSY);
        }
        // RMSGQFUL, RTHROTTLED: the account is too fast.
        kinds.put(0x14, Kind.THROTTLED);
        kinds.put(0x58, Kind.THROTTLED);
        // RINVMSGLEN, RINVSRCADR, RINVDSTADR, RSUBMITFAIL, RINVSRCTON, RINVSRCNPI, RINVDSTTON, RINVDSTNPI, RINVEXPIRY,
        // RX_P_APPN, RX_R_APPN, RDELIVERYFAILURE: the next time is no better.
        for (int status : new int[] {0x01, 0x0a, 0x0b, 0x45, 0x48, 0x49, 0x50, 0x51, 0x62, 0x65, 0x66, 0xfe}) {
            kinds.put(status, Kind.REJECTED);
        }
        return Map.copyOf(kinds);
    }

    /** For a status that is not {@link #ESME_ROK}. */
    CarrierFailure of(int status) {
        String code = code(status);
        return switch (kinds.getOrDefault(status, others)) {
            case REJECTED -> CarrierFailure.rejected(code, "The carrier refuses the message");
            case OPTED_OUT -> CarrierFailure.optedOut(code, "The recipient has told the carrier to stop");
            case BUSY -> CarrierFailure.busy(code, "The carrier cannot take the message now", null);
            case THROTTLED -> CarrierFailure.throttled(code, "The carrier takes no more for now", throttlePause);
            case UNKNOWN -> CarrierFailure.unknown(code, "The carrier does not say what it did", null);
        };
    }

    /** A bind that should not be tried again soon: RALYBND, RBINDFAIL, RINVPASWD, RINVSYSID, RINVSYSTYP. */
    static boolean isRefusedBind(int status) {
        return switch (status) {
            case 0x05, 0x0d, 0x0e, 0x0f, 0x53 -> true;
            default -> false;
        };
    }

    static String code(int status) {
        return "0x%08x".formatted(status);
    }

    static CarrierFailure noLink() {
        return CarrierFailure.busy("no-link", "There is no link to the carrier", null);
    }

    static CarrierFailure queueFull() {
        return CarrierFailure.busy("queue-full", "Too many messages wait for the carrier", null);
    }

    static CarrierFailure expired() {
        return CarrierFailure.rejected("expired", "The message was not worth sending any more");
    }

    static CarrierFailure noMedia() {
        return CarrierFailure.rejected("no-media", "A short message carries nothing but text");
    }

    static CarrierFailure tooLong() {
        return CarrierFailure.rejected("too-long", "A message has 255 parts at most");
    }

    static CarrierFailure unwritable() {
        return CarrierFailure.rejected("unwritable", "The protocol has no room for the message");
    }

    static CarrierFailure linkLost() {
        return CarrierFailure.unknown("link-lost", "The link broke before the carrier answered", null);
    }

    static CarrierFailure noAnswer() {
        return CarrierFailure.unknown("no-answer", "The carrier did not answer in time", null);
    }

    static CarrierFailure partlySent(CarrierFailure ofRest) {
        return CarrierFailure.unknown(ofRest.code(), "The carrier took only the beginning of the message", ofRest);
    }
}
