package io.trunkline.sessions.oauth;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parameters of a form as RFC 6749 §3.2 has them: an empty one is none, a repeated one is an error. */
public final class FormParameters {

    private final MultivaluedMap<String, String> form;

    public FormParameters(MultivaluedMap<String, String> form) {
        this.form = form;
    }

    /**
     * Null if it is missing.
     *
     * @param longest in characters
     * @throws OAuthRefused invalid_request if it is there twice, or too long
     */
    public @Nullable String optional(String name, int longest) {
        List<String> values = form.get(name);
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > 1) {
            throw invalid(name + " is there more than once");
        }
        String value = values.getFirst();
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > longest) {
            throw invalid(name + " is too long");
        }
        return value;
    }

    /** @throws OAuthRefused invalid_request also if it is missing */
    public String required(String name, int longest) {
        String value = optional(name, longest);
        if (value == null) {
            throw invalid(name + " is missing");
        }
        return value;
    }

    private static OAuthRefused invalid(String description) {
        return new OAuthRefused(OAuthError.INVALID_REQUEST, description);
    }
}
