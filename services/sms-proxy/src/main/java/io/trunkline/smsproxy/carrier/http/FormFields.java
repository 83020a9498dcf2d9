package io.trunkline.smsproxy.carrier.http;

import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Fields of a form, of a query, or of a flat JSON object; each with its different values, all of it sorted. */
public final class FormFields implements Fields {

    private static final int MOST = 1_000;

    private final SortedMap<String, SortedSet<String>> values = new TreeMap<>();

    private FormFields() {}

    /** The query of a GET, the form of any other method. */
    public static FormFields of(WebhookRequest request) {
        if (request.body().length() > Json.LARGEST) {
            throw WebhookRefused.unreadable("The body is too large");
        }
        return parse("GET".equals(request.method()) ? queryOf(request.url()) : request.text());
    }

    public static FormFields ofQuery(String url) {
        return parse(queryOf(url));
    }

    /** Texts, numbers and booleans; what else is in it is passed over. */
    public static FormFields of(JsonFields object) {
        FormFields fields = new FormFields();
        object.node().fieldNames().forEachRemaining(name -> {
            String value = object.value(name);
            if (value != null) {
                fields.add(name, value);
            }
        });
        return fields;
    }

    private static String queryOf(String url) {
        String whole = url.split("#", 2)[0];
        int question = whole.indexOf('?');
        return question < 0 ? "" : whole.substring(question + 1);
    }

    private static FormFields parse(String encoded) {
        FormFields fields = new FormFields();
        String[] pairs = encoded.split("&", MOST + 1);
        if (pairs.length > MOST) {
            throw WebhookRefused.unreadable("The form has too many fields");
        }
        for (String pair : pairs) {
            if (!pair.isEmpty()) {
                String[] nameAndValue = pair.split("=", 2);
                fields.add(decoded(nameAndValue[0]), nameAndValue.length == 1 ? "" : decoded(nameAndValue[1]));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw WebhookRefused.unreadable("The form is not well-formed");
        }
    }

    private void add(String name, String value) {
        values.computeIfAbsent(name, first -> new TreeSet<>()).add(value);
    }

    @Override
    public @Nullable String value(String name) {
        SortedSet<String> all = values.get(name);
        if (all != null && all.size() > 1) {
            throw WebhookRefused.unreadable(name + " is there with different values");
        }
        return all == null ? null : all.first();
    }

    @Override
    public boolean has(String name) {
        return values.containsKey(name);
    }

    public SortedMap<String, SortedSet<String>> values() {
        return Collections.unmodifiableSortedMap(values);
    }

    @Override
    public String toString() {
        return "FormFields[" + values.size() + "]";
    }
}
