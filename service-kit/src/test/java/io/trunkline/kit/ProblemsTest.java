package io.trunkline.kit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.trunkline.kit.testing.Infrastructure;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ProblemsTest {

    private static final String PROBLEM = "application/problem+json";

    private static RequestSpecification json(String body) {
        return given().contentType("application/json").body(body);
    }

    @Test
    void aGoodRequestIsAnswered() {
        json("{\"text\":\"hello\",\"count\":2,\"price\":{\"amount\":\"1.50\",\"currency\":\"EUR\"}}")
                .post("/notes")
                .then()
                .statusCode(200)
                .body("text", equalTo("hello"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "\"text\"", "{\"text\":\"a\",\"count\":1} trailing", "\u0000"})
    void whatIsNotTheExpectedJsonIsMalformed(String body) {
        json(body)
                .post("/notes")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("status", equalTo(400))
                .body("instance", equalTo("/notes"))
                .body("traceId", matchesPattern("[0-9a-f]{32}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'text':5,'count':1}|/text",
                "{'text':true,'count':1}|/text",
                "{'text':{},'count':1}|/text",
                "{'text':'a','count':'1'}|/count",
                "{'text':'a','count':1.5}|/count",
                "{'text':'a','count':null}|/count",
                "{'text':'a','count':99999999999}|/count",
                "{'text':'a','count':1,'colour':'red'}|/colour",
                "{'text':'a','count':1,'price':{'amount':'1.555','currency':'EUR'}}|/price",
                "{'text':'a','count':1,'price':{'amount':'1.50','currency':'EURO'}}|/price",
                "{'text':'a','count':1,'price':{'amount':1.5,'currency':'EUR'}}|/price/amount",
                "{'text':'a','count':1,'price':'1.50'}|/price",
                "{'count':1}|/text",
                "{'text':'','count':1}|/text",
                "{'text':'123456789012345678901','count':1}|/text",
                "{'text':'a','count':6}|/count",
                "{'text':'a','count':1,'parts':[{'name':'b'},{'name':'12345678901'}]}|/parts/1/name",
            })
    void whatIsWrongIsPointedAt(String body, String pointer) {
        json(body.replace('\'', '"'))
                .post("/notes")
                .then()
                .statusCode(400)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:trunkline:problem:invalid-request"))
                .body("errors.pointer", hasItem(pointer))
                .body("detail", not(containsString("io.trunkline")))
                .body("detail", not(containsString("java.")));
    }

    @Test
    void deepNestingIsMalformed() {
        json("{\"parts\":" + "[".repeat(5000))
                .post("/notes")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @ParameterizedTest
    @CsvSource({"GET,/nothing,404", "GET,/notes/none,404", "DELETE,/notes,405", "GET,/notes/%00,404"})
    void whatIsNotThereIsAProblemToo(String method, String path, int status) {
        given().urlEncodingEnabled(false)
                .request(method, path)
                .then()
                .statusCode(status)
                .contentType(PROBLEM)
                .body("status", equalTo(status));
    }

    @Test
    void anotherFormatIsRefused() {
        given().contentType("text/xml")
                .body("<a/>")
                .post("/notes")
                .then()
                .statusCode(415)
                .contentType(PROBLEM);
        given().accept("text/xml").get("/notes").then().statusCode(406).contentType(PROBLEM);
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        json("{\"text\":\"" + "a".repeat(100_000) + "\"}")
                .post("/notes")
                .then()
                .statusCode(413)
                .contentType(PROBLEM)
                .body("status", equalTo(413));
    }

    @Test
    void aBugKeepsItsDetailsToItself() {
        given().get("/notes/bug")
                .then()
                .statusCode(500)
                .contentType(PROBLEM)
                .body("title", equalTo("Something went wrong on our side"))
                .body(not(containsString("sesame")))
                .body(not(containsString("Exception")));
    }

    /** It may still say so, or be gone without a word. */
    @RepeatedTest(20)
    void aDatabaseThatHangsUpIsNoBug() {
        given().get("/notes/cut-off")
                .then()
                .statusCode(503)
                .contentType(PROBLEM)
                .header("Retry-After", notNullValue());
    }

    @Test
    void aRefusalForNowSaysWhenToComeBack() {
        given().get("/notes/later")
                .then()
                .statusCode(429)
                .contentType(PROBLEM)
                .header("Retry-After", "7")
                .body("detail", equalTo("Slow down"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=x", "cursor=x", "cursor=AAAA"})
    void aPageThatCannotBeIsRefused(String query) {
        given().get("/notes?" + query).then().statusCode(400).contentType(PROBLEM);
    }

    @Test
    void pagesFollowEachOther() {
        String next = given().get("/notes?limit=30")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(30))
                .extract()
                .path("next");

        given().get("/notes?limit=30&cursor=" + next)
                .then()
                .body("items.size()", equalTo(20))
                .body("items[0].text", equalTo("note 20"))
                .body("$", not(org.hamcrest.Matchers.hasKey("next")));
    }

    @ParameterizedTest
    @CsvSource({"07700 900123,200", "+44 (7700) 900-123,200", "12,400", "hello,400", "+44 7700 900123 ext 5,400"})
    void numbersAreReadAsPeopleTypeThem(String text, int status) {
        given().get("/notes/phone/{text}", text).then().statusCode(status);
    }
}
