package io.trunkline.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One OpenAPI document out of those of several services. Of each only the public paths are taken, and the components that
 * they use. Where two services mean different things by one name, the later one's gets the service's name in front.
 */
final class MergedDocument {

    private static final String REFERENCE = "#/components/";
    private static final String SECURITY = "securitySchemes";
    private static final String SCHEME = "trunkline";
    private static final Set<String> OPERATIONS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ObjectNode paths = JsonNodeFactory.instance.objectNode();
    private final ObjectNode components = JsonNodeFactory.instance.objectNode();
    private final Map<String, JsonNode> tags = new java.util.LinkedHashMap<>();
    private final List<String> unavailable = new ArrayList<>();
    private final Set<String> operationIds = new HashSet<>();

    /** Which paths of a service are public, and whether they demand a token. */
    interface Publicity {

        boolean isPublic(String service, String path);

        boolean needsToken(String path);
    }

    private final Publicity publicity;

    MergedDocument(String version, Publicity publicity) {
        this.publicity = publicity;
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Trunkline")
                .put("version", version)
                .put("description", "Everything that is public, at one origin.");
        // Relative to where the document was read from (OpenAPI 3.1 §4.8.5): the gateway's origin, whatever its name
        // is.
        document.putArray("servers").addObject().put("url", "/");
    }

    /** Takes in what a service says of itself. The given tree is changed. */
    void add(String service, ObjectNode part) {
        ObjectNode shown = publicPaths(service, part);
        ObjectNode used = usedComponents(shown, part);
        Map<String, String> renamed = renamed(service, used);
        rewrite(shown, renamed);
        rewrite(used, renamed);
        addComponents(used, renamed);
        shown.properties().forEach(path -> addPath(service, path.getKey(), path.getValue()));
        part.path("tags").forEach(tag -> tags.putIfAbsent(tag.path("name").asText(), tag));
    }

    /** Notes that a service could not be asked. */
    void addUnavailable(String service) {
        unavailable.add(service);
    }

    private ObjectNode publicPaths(String service, ObjectNode part) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        part.path("paths").properties().forEach(path -> {
            if (publicity.isPublic(service, path.getKey())) {
                shown.set(path.getKey(), path.getValue());
            }
        });
        return shown;
    }

    /** By kind, then by name: what the paths refer to, and what that refers to in turn. */
    private static ObjectNode usedComponents(JsonNode paths, ObjectNode part) {
        ObjectNode used = JsonNodeFactory.instance.objectNode();
        Deque<String> open = new ArrayDeque<>();
        forEachReference(paths, open::add);
        while (!open.isEmpty()) {
            String reference = open.pop();
            String[] step = reference.substring(REFERENCE.length()).split("/", 3);
            JsonNode component = step.length < 2
                    ? null
                    : part.path("components").path(step[0]).get(step[1]);
            if (component != null && !used.path(step[0]).has(step[1])) {
                used.withObject("/" + step[0]).set(step[1], component);
                forEachReference(component, open::add);
            }
        }
        used.remove(SECURITY);
        return used;
    }

    private static void forEachReference(JsonNode node, Consumer<String> found) {
        if (node.isTextual() && node.textValue().startsWith(REFERENCE)) {
            found.accept(node.textValue());
        }
        node.forEach(child -> forEachReference(child, found));
    }

    /** Old reference to new one, for the names that mean something else already. */
    private Map<String, String> renamed(String service, ObjectNode used) {
        Map<String, String> renamed = new HashMap<>();
        boolean more = true;
        while (more) {
            more = false;
            for (Map.Entry<String, JsonNode> kind : used.properties()) {
                for (Map.Entry<String, JsonNode> component : kind.getValue().properties()) {
                    String reference = REFERENCE + kind.getKey() + "/" + component.getKey();
                    if (!renamed.containsKey(reference) && clashes(kind.getKey(), component, renamed)) {
                        renamed.put(
                                reference,
                                REFERENCE + kind.getKey() + "/" + freeName(kind.getKey(), service, component.getKey()));
                        more = true;
                    }
                }
            }
        }
        return renamed;
    }

    /** Different from the one of that name; or the same words, but about something that has been renamed. */
    private boolean clashes(String kind, Map.Entry<String, JsonNode> component, Map<String, String> renamed) {
        JsonNode present = components.path(kind).get(component.getKey());
        if (present == null) {
            return false;
        }
        Set<String> references = new HashSet<>();
        forEachReference(component.getValue(), references::add);
        references.retainAll(renamed.keySet());
        return !present.equals(component.getValue()) || !references.isEmpty();
    }

    private String freeName(String kind, String service, String name) {
        String prefixed = capitalized(service) + name;
        while (components.path(kind).has(prefixed)) {
            prefixed = capitalized(service) + prefixed;
        }
        return prefixed;
    }

    private static String capitalized(String service) {
        StringBuilder words = new StringBuilder();
        for (String word : service.split("[^A-Za-z0-9]+")) {
            words.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return words.toString();
    }

    private static void rewrite(JsonNode node, Map<String, String> renamed) {
        if (renamed.isEmpty()) {
            return;
        }
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String now = field.getValue().isTextual()
                        ? renamed.get(field.getValue().textValue())
                        : null;
                if (now != null) {
                    field.setValue(object.textNode(now));
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                String now = array.get(i).isTextual() ? renamed.get(array.get(i).textValue()) : null;
                if (now != null) {
                    array.set(i, now);
                }
            }
        }
        node.forEach(child -> rewrite(child, renamed));
    }

    private void addComponents(ObjectNode used, Map<String, String> renamed) {
        used.properties().forEach(kind -> {
            ObjectNode all = components.withObject("/" + kind.getKey());
            kind.getValue().properties().forEach(component -> {
                String reference = REFERENCE + kind.getKey() + "/" + component.getKey();
                String now = renamed.getOrDefault(reference, reference);
                all.set(now.substring(now.lastIndexOf('/') + 1), component.getValue());
            });
        });
    }

    private void addPath(String service, String path, JsonNode item) {
        item.properties().forEach(operation -> {
            if (OPERATIONS.contains(operation.getKey()) && operation.getValue() instanceof ObjectNode details) {
                secure(path, details);
                nameOnce(service, details);
            }
        });
        paths.set(path, item);
    }

    /** There is one way to show who one is, whatever each service calls it. */
    private void secure(String path, ObjectNode operation) {
        boolean needed =
                publicity.needsToken(path) || !operation.path("security").isEmpty();
        ArrayNode security = operation.putArray("security");
        if (needed) {
            security.addObject().putArray(SCHEME);
        }
    }

    private void nameOnce(String service, ObjectNode operation) {
        String id = operation.path("operationId").asText("");
        if (!id.isEmpty() && !operationIds.add(id)) {
            operation.put("operationId", service + "." + id);
            operationIds.add(service + "." + id);
        }
    }

    /** The document as it is now. */
    ObjectNode whole() {
        ObjectNode whole = document.deepCopy();
        ArrayNode names = whole.putArray("tags");
        tags.values().forEach(names::add);
        whole.set("paths", paths);
        ObjectNode all = components.deepCopy();
        ObjectNode flows = all.withObject("/" + SECURITY)
                .putObject(SCHEME)
                .put("type", "oauth2")
                .put("description", "An access token, sent as Authorization: Bearer ...")
                .putObject("flows");
        for (String flow : List.of("password", "clientCredentials")) {
            flows.putObject(flow)
                    .put("tokenUrl", "/oauth2/token")
                    .put("refreshUrl", "/oauth2/token")
                    .putObject("scopes");
        }
        whole.set("components", all);
        if (!unavailable.isEmpty()) {
            ArrayNode missing = whole.putArray("x-unavailable");
            unavailable.forEach(missing::add);
        }
        return whole;
    }
}
