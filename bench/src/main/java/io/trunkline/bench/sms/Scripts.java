package io.trunkline.bench.sms;

/** What wrk sends: each message from another person than the one before, in turn. */
final class Scripts {

    private Scripts() {}

    /** A message to the webhook, under an id that was never used before. */
    static String webhooks() {
        return """
                local headers = {["Content-Type"] = "application/json"}
                local sent = 0
                request = function()
                    local person = sent %% %1$d
                    sent = sent + 1
                    return wrk.format("POST", nil, headers, string.format(
                        '{"id":"%2$d-%%d","from":"4471%%08d","to":"4479%%08d","body":"message %%d of the load"}',
                        sent, person, math.floor(person / 2) %% %3$d, sent))
                end
                """.formatted(2 * Conversations.PAIRS, System.nanoTime(), Conversations.NUMBERS);
    }

    /** The same message as Kannel is told to send it: to its reader, from the number that the reader sees. */
    static String sendsms() {
        return """
                local sent = 0
                request = function()
                    local person = sent %% %1$d
                    sent = sent + 1
                    return wrk.format("GET", string.format(
                        "%%s?username=bench&password=bench&from=4479%%08d&to=4471%%08d&text=message+%%d+of+the+load",
                        wrk.path, math.floor(person / 2) %% %2$d, person + 1 - 2 * (person %% 2), sent))
                end
                """.formatted(2 * Conversations.PAIRS, Conversations.NUMBERS);
    }
}
