package io.trunkline.smsproxy.carrier.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is attached to a message. What is no address on the web is passed over, so that the text is not lost with it. */
public final class Links {

    private static final int MOST = 20;
    private static final int LONGEST = 2_000;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    private Links() {}

    public static List<URI> of(Stream<@Nullable String> texts) {
        return texts.filter(Objects::nonNull)
                .filter(text -> text.length() <= LONGEST)
                .map(Links::parse)
                .filter(Objects::nonNull)
                .limit(MOST)
                .toList();
    }

    private static @Nullable URI parse(String text) {
        try {
            URI link = new URI(text);
            return SCHEMES.contains(String.valueOf(link.getScheme())) && link.getHost() != null ? link : null;
        } catch (URISyntaxException noLink) {
            return null;
        }
    }
}
