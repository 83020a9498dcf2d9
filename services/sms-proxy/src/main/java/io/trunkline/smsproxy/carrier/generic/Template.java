package io.trunkline.smsproxy.carrier.generic;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import io.trunkline.smsproxy.carrier.http.ApiRequest;
import io.trunkline.smsproxy.carrier.http.Numbers;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A body with places for what a message consists of. Each value is escaped, so that no text can leave its place. */
record Template(String text, UnaryOperator<String> escape) {

    private static final Pattern PLACE = Pattern.compile("\\{(id|from|to|text|from-digits|to-digits)\\}");

    static Template of(String text, GenericConfig.Format format) {
        return switch (format) {
            case JSON ->
                new Template(
                        text,
                        value -> new String(JsonStringEncoder.getInstance().quoteAsString(value)));
            case FORM -> new Template(text, ApiRequest::encoded);
        };
    }

    String write(OutgoingSms sms) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(escape.apply(value(place.group(1), sms))));
    }

    /** Without its text, which may have credentials in it. */
    @Override
    public String toString() {
        return "Template";
    }

    private static String value(String name, OutgoingSms sms) {
        return switch (name) {
            case "id" -> sms.id().toString();
            case "from" -> sms.from();
            case "from-digits" -> Numbers.withoutPlus(sms.from());
            case "to" -> sms.to();
            case "to-digits" -> Numbers.withoutPlus(sms.to());
            case "text" -> sms.text();
            default -> throw new IllegalStateException("The pattern has no other: " + name);
        };
    }
}
