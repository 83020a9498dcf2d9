package io.trunkline.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class MergedDocumentTest {

    private final MergedDocument merged = new MergedDocument("1", new MergedDocument.Publicity() {
        @Override
        public boolean isPublic(String service, String path) {
            return path.startsWith("/" + service);
        }

        @Override
        public boolean needsToken(String path) {
            return !path.endsWith("/open");
        }
    });

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException typo) {
            throw new AssertionError(typo);
        }
    }

    private static ObjectNode document(String path, String schemas) {
        return json("{'openapi':'3.1.0','tags':[{'name':'Money'}],'paths':{'" + path
                + "':{'get':{'operationId':'get','responses':{'200':{'content':{'application/json':{'schema':"
                + "{'$ref':'#/components/schemas/View'}}}}}}},'/q/secret':{'get':{}}},'components':{'schemas':"
                + schemas + ",'securitySchemes':{'own':{'type':'http'}}}}");
    }

    private JsonNode refOf(String path) {
        return merged.whole().path("paths").path(path).at("/get/responses/200/content/application~1json/schema/$ref");
    }

    @Test
    void leavesOutWhatIsNotPublicAndWhatNobodyUses() {
        merged.add("a", document("/a", "{'View':{'type':'string'},'Unused':{'type':'string'}}"));

        JsonNode whole = merged.whole();

        assertThat(whole.path("paths").has("/q/secret")).isFalse();
        assertThat(whole.path("paths").has("/a")).isTrue();
        assertThat(whole.at("/components/schemas").has("Unused")).isFalse();
        assertThat(whole.at("/components/securitySchemes").size()).isEqualTo(1);
        assertThat(whole.at("/servers/0/url").asText()).isEqualTo("/");
    }

    @Test
    void sharesWhatIsTheSame() {
        merged.add("a", document("/a", "{'View':{'type':'string'}}"));
        merged.add("b", document("/b", "{'View':{'type':'string'}}"));

        assertThat(merged.whole().at("/components/schemas").size()).isEqualTo(1);
        assertThat(refOf("/b").asText()).isEqualTo("#/components/schemas/View");
        assertThat(merged.whole().path("tags").size()).isEqualTo(1);
        assertThat(merged.whole().at("/paths/~1b/get/operationId").asText()).isEqualTo("b.get");
    }

    @Test
    void tellsApartWhatIsNot() {
        merged.add("a", document("/a", "{'View':{'type':'string'}}"));
        merged.add("sms-proxy", document("/sms-proxy", "{'View':{'type':'integer'}}"));

        assertThat(refOf("/a").asText()).isEqualTo("#/components/schemas/View");
        assertThat(refOf("/sms-proxy").asText()).isEqualTo("#/components/schemas/SmsProxyView");
        assertThat(merged.whole().at("/components/schemas/SmsProxyView/type").asText())
                .isEqualTo("integer");
    }

    @Test
    void tellsApartTheSameWordsAboutDifferentThings() {
        String view = "'View':{'properties':{'part':{'$ref':'#/components/schemas/Part'}}}";
        merged.add("a", document("/a", "{" + view + ",'Part':{'type':'string'}}"));
        merged.add("b", document("/b", "{" + view + ",'Part':{'type':'integer'}}"));

        assertThat(refOf("/b").asText()).isEqualTo("#/components/schemas/BView");
        assertThat(merged.whole()
                        .at("/components/schemas/BView/properties/part/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/BPart");
        assertThat(merged.whole()
                        .at("/components/schemas/View/properties/part/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Part");
    }

    @Test
    void takesNamesInAnySchemaThatRefersToItself() {
        merged.add("a", document("/a", "{'View':{'items':{'$ref':'#/components/schemas/View'}}}"));

        assertThat(merged.whole().at("/components/schemas").size()).isEqualTo(1);
    }

    @Test
    void demandsATokenWhereTheGatewayDoes() {
        merged.add("a", document("/a", "{'View':{'type':'string'}}"));
        merged.add("b", document("/b/open", "{'View':{'type':'string'}}"));

        assertThat(merged.whole().at("/paths/~1a/get/security/0").has("trunkline"))
                .isTrue();
        assertThat(merged.whole().at("/paths/~1b~1open/get/security").size()).isZero();
    }

    @Test
    void saysWhatIsMissing() {
        merged.addUnavailable("a");

        assertThat(merged.whole().path("x-unavailable").get(0).asText()).isEqualTo("a");
    }
}
