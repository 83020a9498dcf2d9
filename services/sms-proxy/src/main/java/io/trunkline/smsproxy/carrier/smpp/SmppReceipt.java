package io.trunkline.smsproxy.carrier.smpp;

import io.trunkline.smsproxy.carrier.CarrierNotice.State;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A delivery receipt: its parameters where the centre gives them, else its text, which follows SMPP 3.4 appendix B more or
 * less. Reads whatever comes; what is missing is null.
 *
 * @param answeredId the message's id as the answer had it: receipted_message_id
 * @param writtenId the message's id as the text writes it
 * @param code of a failure
 * @param doneAt when the state was reached
 */
record SmppReceipt(
        @Nullable String answeredId,
        @Nullable String writtenId,
        @Nullable State state,
        @Nullable String code,
        @Nullable Instant doneAt) {

    private static final Pattern KEY = Pattern.compile(
            "(?<![A-Za-z0-9])(id|sub|dlvrd|submit[ _]?date|done[ _]?date|stat(?:us)?|err(?:or)?|text) *:",
            Pattern.CASE_INSENSITIVE);

    /** The centre's clock, with or without seconds; some add a fraction or a zone, which is left aside. */
    private static final Pattern DATE = Pattern.compile("(\\d{10})(\\d\\d)?.*", Pattern.DOTALL);

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyMMddHHmmss", Locale.ROOT);

    static SmppReceipt of(Tlvs parameters, String text, ZoneId zone) {
        Map<String, String> fields = fields(text);
        State state = ofNumber(parameters.number(Tlvs.MESSAGE_STATE));
        String code = networkError(parameters.octets(Tlvs.NETWORK_ERROR_CODE));
        return new SmppReceipt(
                parameters.text(Tlvs.RECEIPTED_MESSAGE_ID),
                fields.get("id"),
                state == null ? ofWord(fields.get("stat")) : state,
                code == null ? errorIn(fields.get("err")) : code,
                date(fields.get("donedate"), zone));
    }

    /** Whether a text without a mark is one: nobody writes like this by chance. */
    static boolean isWrittenIn(String text) {
        Map<String, String> fields = fields(text);
        return text.stripLeading().toLowerCase(Locale.ROOT).startsWith("id:")
                && fields.containsKey("id")
                && fields.containsKey("stat")
                && (fields.containsKey("donedate") || fields.containsKey("submitdate") || fields.containsKey("dlvrd"));
    }

    /**
     * The id in the form of {@link MessageIds}; null if there is none. Where answers and texts differ, the text comes first:
     * some centres write the parameter like the text, and some like the answer.
     */
    @Nullable
    String messageId(MessageIds ids) {
        if (answeredId != null && (writtenId == null || !ids.differ())) {
            return ids.ofAnswer(answeredId);
        }
        return writtenId == null ? null : ids.ofReceipt(writtenId);
    }

    /** Of a key that is there more than once the first counts: the last field is the beginning of the message's own text. */
    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new HashMap<>();
        Matcher key = KEY.matcher(text);
        String name = "";
        int start = 0;
        while (key.find()) {
            put(fields, name, text.substring(start, key.start()));
            name = nameOf(key.group(1));
            start = key.end();
        }
        put(fields, name, text.substring(start));
        return fields;
    }

    private static void put(Map<String, String> fields, String name, String value) {
        if (!name.isEmpty() && !value.isBlank()) {
            fields.putIfAbsent(name, value.strip());
        }
    }

    private static String nameOf(String key) {
        String name = key.toLowerCase(Locale.ROOT).replace(" ", "").replace("_", "");
        return switch (name) {
            case "status" -> "stat";
            case "error" -> "err";
            default -> name;
        };
    }

    /** message_state, SMPP 3.4 §5.2.28; 0 and 9 are of SMPP 5.0. */
    private static @Nullable State ofNumber(int state) {
        return switch (state) {
            case 0, 1 -> State.SENT;
            case 2 -> State.DELIVERED;
            case 3 -> State.EXPIRED;
            case 4, 9 -> State.FAILED;
            case 5 -> State.UNDELIVERED;
            // The protocol means mail that was read to the subscriber, most centres a network that tells no more.
            case 6, 7 -> State.UNCONFIRMED;
            case 8 -> State.REJECTED;
            default -> null;
        };
    }

    /** SMPP 3.4 appendix B cuts words to seven letters; not everybody does. */
    private static @Nullable State ofWord(@Nullable String word) {
        if (word == null) {
            return null;
        }
        String start = word.toUpperCase(Locale.ROOT);
        start = start.substring(0, Math.min(5, start.length()));
        return switch (start) {
            case "DELIV" -> State.DELIVERED;
            case "UNDEL" -> State.UNDELIVERED;
            case "EXPIR" -> State.EXPIRED;
            case "REJEC" -> State.REJECTED;
            case "DELET", "FAILE", "CANCE", "SKIPP" -> State.FAILED;
            case "ACCEP", "UNKNO" -> State.UNCONFIRMED;
            case "ENROU", "SCHED", "BUFFE", "BUFFR", "SENT" -> State.SENT;
            default -> null;
        };
    }

    /** SMPP 3.4 §5.3.2.31: the kind of network, then its code. */
    private static @Nullable String networkError(byte @Nullable [] octets) {
        if (octets == null || octets.length != 3) {
            return null;
        }
        int code = (octets[1] & 0xff) << Byte.SIZE | (octets[2] & 0xff);
        return code == 0 ? null : (octets[0] & 0xff) + ":" + code;
    }

    private static @Nullable String errorIn(@Nullable String code) {
        return code == null || code.chars().allMatch(digit -> digit == '0') ? null : code;
    }

    private static @Nullable Instant date(@Nullable String date, ZoneId zone) {
        Matcher digits = DATE.matcher(date == null ? "" : date);
        if (!digits.matches()) {
            return null;
        }
        String seconds = digits.group(2) == null ? "00" : digits.group(2);
        try {
            return LocalDateTime.parse(digits.group(1) + seconds, MOMENT)
                    .atZone(zone)
                    .toInstant();
        } catch (DateTimeException noDate) {
            return null;
        }
    }
}
