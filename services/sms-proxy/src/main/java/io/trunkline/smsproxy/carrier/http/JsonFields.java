package io.trunkline.smsproxy.carrier.http;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Fields of a JSON object; anything else has none. */
public record JsonFields(JsonNode node) implements Fields {

    public static final JsonFields NONE = new JsonFields(MissingNode.getInstance());

    @Override
    public @Nullable String value(String name) {
        return scalar(node.path(name));
    }

    @Override
    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    /** Whether it is there, and in quotes. */
    public boolean hasText(String name) {
        return node.path(name).isTextual();
    }

    /** Without any fields if there is no such object. */
    public JsonFields object(String name) {
        return new JsonFields(node.path(name));
    }

    /** The members of an array; none if it is not one. */
    public List<JsonFields> objects(String name) {
        return members(node.path(name));
    }

    /** The first member of an array; without any fields if there is none. */
    public JsonFields first(String name) {
        return new JsonFields(node.path(name).path(0));
    }

    /** The texts of an array. */
    public List<String> texts(String name) {
        return objects(name).stream()
                .map(JsonFields::node)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    /** Itself as an array. */
    public List<JsonFields> members() {
        return members(node);
    }

    private static List<JsonFields> members(JsonNode array) {
        return array.isArray()
                ? StreamSupport.stream(array.spliterator(), false)
                        .map(JsonFields::new)
                        .toList()
                : List.of();
    }

    /** As {@link #value}, wherever it is. */
    public @Nullable String valueAt(JsonPointer place) {
        return scalar(node.at(place));
    }

    private static @Nullable String scalar(JsonNode value) {
        return value.isTextual() || value.isNumber() || value.isBoolean() ? value.asText() : null;
    }

    @Override
    public String toString() {
        return "JsonFields[" + node.size() + "]";
    }
}
