package io.trunkline.local.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What every chapter needs: the API, telephones and calls, and people who have signed in. */
final class Stage {

    private static final Pattern CODE = Pattern.compile("\\b[0-9]{6}\\b");
    private static final String APP = "trunkline-app";
    private static final int MOST_NUMBERS = 5;

    private final Api api;
    private final Telephones telephones;
    private final Calls calls;
    private final Path adminPassword;
    private final String webhookSecret;
    private final Transcript transcript;

    Stage(
            Api api,
            Telephones telephones,
            Calls calls,
            Path adminPassword,
            String webhookSecret,
            Transcript transcript) {
        this.api = api;
        this.telephones = telephones;
        this.calls = calls;
        this.adminPassword = adminPassword;
        this.webhookSecret = webhookSecret;
        this.transcript = transcript;
    }

    Api api() {
        return api;
    }

    Telephones telephones() {
        return telephones;
    }

    Calls calls() {
        return calls;
    }

    /** The last part of the path by which the carrier "web" posts. */
    String webhookSecret() {
        return webhookSecret;
    }

    void step(String what) {
        transcript.step(what);
    }

    void note(String text) {
        transcript.note(text);
    }

    /** Signs somebody up with a telephone of her own, and in. */
    Person newCustomer(String name) throws IOException, InterruptedException {
        String password = UUID.randomUUID().toString();
        for (int attempt = 1; attempt <= MOST_NUMBERS; attempt++) {
            String number = telephones.newNumber();
            if (signUp(number, name, password)) {
                return signIn(number, password);
            }
        }
        throw new Difference("Expected a new telephone number among " + MOST_NUMBERS + ", all have an account");
    }

    /** False if the number has an account already: then the telephone is told so, and nobody else. */
    private boolean signUp(String number, String name, String password) throws IOException, InterruptedException {
        int before = telephones.count(number);
        step("%s signs up with the telephone %s".formatted(name, number));
        Answer begun = api.post("/v1/sign-ups")
                .json(ordered("phone", number, "name", name, "password", password))
                .expect(202, "/id", "/expiresAt");
        String text = telephones.text(number, before);
        @Nullable String code = codeIn(text);
        if (code == null) {
            note("The number has an account from an earlier run; she takes another one");
            return false;
        }
        step("The telephone shows the code; " + name + " sends it back");
        note("SMS: " + text.replace(code, "***"));
        Answer confirmed = api.post("/v1/sign-ups/" + begun.text("/id") + "/confirmation")
                .json(Map.of("code", code))
                .expect(201, "/id", "/phone", "/roles");
        Difference.unlessEqual("The account's phone", number, confirmed.text("/phone"));
        return true;
    }

    private static @Nullable String codeIn(String text) {
        Matcher matcher = CODE.matcher(text);
        return matcher.find() ? matcher.group() : null;
    }

    /** Signs the first admin in, with the generated password. */
    Person admin() throws IOException, InterruptedException {
        String password;
        try {
            password = Files.readString(adminPassword).strip();
        } catch (IOException missing) {
            throw new Difference("Expected the admin's password in %s, which cannot be read".formatted(adminPassword));
        }
        return signIn("admin", password);
    }

    private Person signIn(String login, String password) throws IOException, InterruptedException {
        step(login + " signs in");
        Answer tokens = api.post("/oauth2/token")
                .form(ordered("grant_type", "password", "client_id", APP, "username", login, "password", password))
                .expect(200, "/token_type", "/expires_in", "/access_token", "/refresh_token");
        return new Person(login, tokens.text("/access_token"));
    }

    /** A map that keeps its order, for people read it. */
    static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> map = LinkedHashMap.newLinkedHashMap(namesAndValues.length / 2);
        for (int index = 0; index < namesAndValues.length; index += 2) {
            map.put(namesAndValues[index], namesAndValues[index + 1]);
        }
        return map;
    }
}
