package io.trunkline.events;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the contract on the bus as an AsyncAPI 3.0 document, from nothing but the records. */
final class AsyncApi {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    private final SchemaGenerator schemas = schemaGenerator();

    String document() throws IOException {
        ObjectNode document = YAML.createObjectNode();
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Trunkline: the bus")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "CloudEvents 1.0 in the binary mode of the Kafka binding: attributes are the record headers ce_*, "
                                + "data is the record's value. The key is the aggregate's id; order is kept per key. "
                                + "Delivery is at least once: consumers remember ce_id. Generated from shared-events.")
                .putObject("license")
                .put("name", "Apache-2.0");
        document.put("defaultContentType", CloudEvent.CONTENT_TYPE);
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        ObjectNode components = document.putObject("components");
        ObjectNode messages = components.putObject("messages");
        for (Topic topic : Topic.values()) {
            addChannel(topic, channels, operations, messages);
        }
        addCloudEventHeaders(components.putObject("messageTraits"));
        return YAML.writeValueAsString(document);
    }

    private void addChannel(Topic topic, ObjectNode channels, ObjectNode operations, ObjectNode messages) {
        String name = topic.topicName();
        ObjectNode channel = channels.putObject(name);
        channel.put("address", name);
        channel.put("description", describe(topic.family()));
        ObjectNode channelMessages = channel.putObject("messages");
        for (Class<? extends Event> type : topic.eventTypes()) {
            String message = Event.typeOf(topic, type);
            channelMessages.putObject(message).put("$ref", "#/components/messages/" + message);
            addMessage(message, type, messages);
        }
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", name);
        ObjectNode configuration = kafka.putObject("topicConfiguration");
        topic.retention().cleanupPolicies().forEach(configuration.putArray("cleanup.policy")::add);
        if (topic.retention().time() != null) {
            configuration.put("retention.ms", topic.retention().time().toMillis());
        }
        String action = topic == Topic.SMS_PROXY_SEND ? "receive" : "send";
        ObjectNode operation = operations.putObject(action + "." + name);
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/" + name);
        operation.put("summary", "By the service " + name.substring(0, name.indexOf('.')));
    }

    private void addMessage(String name, Class<? extends Event> type, ObjectNode messages) {
        ObjectNode message = messages.putObject(name);
        message.put("name", name);
        message.put("summary", describe(type));
        message.putArray("traits").addObject().put("$ref", "#/components/messageTraits/cloudEvent");
        ObjectNode schema = schemas.generateSchema(type);
        schema.remove("$schema");
        schema.remove("description");
        message.set("payload", schema);
    }

    private static void addCloudEventHeaders(ObjectNode traits) {
        ObjectNode headers = traits.putObject("cloudEvent").putObject("headers");
        headers.put("type", "object");
        ObjectNode properties = headers.putObject("properties");
        property(properties, "ce_specversion", "Always 1.0");
        property(properties, "ce_id", "UUIDv7; the same for every delivery of the same event");
        property(properties, "ce_source", "/trunkline/<service>");
        property(properties, "ce_type", "The name of the message");
        property(properties, "ce_subject", "The aggregate, as the record's key");
        property(properties, "ce_time", "When it happened, ISO 8601 UTC");
        property(properties, "content-type", "application/json");
        property(properties, "traceparent", "W3C trace context of the request that caused it; may be absent");
        headers.putArray("required")
                .add("ce_specversion")
                .add("ce_id")
                .add("ce_source")
                .add("ce_type");
    }

    private static void property(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "string").put("description", description);
    }

    private static String describe(Class<?> type) {
        JsonClassDescription description = type.getAnnotation(JsonClassDescription.class);
        if (description == null) {
            throw new IllegalStateException(type + " lacks @JsonClassDescription");
        }
        return description.value();
    }

    private static SchemaGenerator schemaGenerator() {
        SchemaGeneratorConfigBuilder config =
                new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON);
        config.with(new JacksonModule());
        config.forFields()
                .withRequiredCheck(
                        field -> !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class));
        config.forTypesInGeneral()
                .withCustomDefinitionProvider((type, context) -> definitionOf(
                        type,
                        node -> new CustomDefinition(node, true),
                        context.getGeneratorConfig().createObjectNode()));
        return new SchemaGenerator(config.build());
    }

    private static @Nullable CustomDefinition definitionOf(
            ResolvedType type, java.util.function.Function<ObjectNode, CustomDefinition> inline, ObjectNode node) {
        Class<?> raw = type.getErasedType();
        if (raw == UUID.class) {
            return inline.apply(node.put("type", "string").put("format", "uuid"));
        }
        if (raw == Instant.class) {
            return inline.apply(node.put("type", "string").put("format", "date-time"));
        }
        if (raw == E164.class) {
            return inline.apply(node.put("type", "string").put("pattern", "^\\+[1-9][0-9]{6,14}$"));
        }
        return raw == Money.class ? inline.apply(money(node)) : null;
    }

    private static ObjectNode money(ObjectNode node) {
        node.put("type", "object");
        ObjectNode properties = node.putObject("properties");
        Consumer<JsonNode> required = node.putArray("required")::add;
        properties.putObject("amount").put("type", "string").put("description", "Decimal, with the currency's digits");
        properties.putObject("currency").put("type", "string").put("description", "ISO 4217");
        properties.fieldNames().forEachRemaining(name -> required.accept(node.textNode(name)));
        return node;
    }
}
