package io.trunkline.simulators.page;

import io.trunkline.simulators.smsc.Message;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages as HTML, and a form to write one. */
final class MessageList {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            ${refresh}<meta name="viewport" content="width=device-width">
            <title>Telephones</title>
            <style>
            body { font-family: sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
            table { border-collapse: collapse; width: 100% }
            th, td { border-bottom: 1px solid #ccc; padding: .4rem .8rem; text-align: left; vertical-align: top }
            td.text { overflow-wrap: anywhere; white-space: pre-wrap }
            td.meta, th { color: #555; white-space: nowrap }
            form { display: grid; gap: .6rem; grid-template-columns: max-content minmax(0, 30rem); margin-bottom: 2rem }
            button { grid-column: 2; justify-self: start }
            </style>
            </head>
            <body>
            <h1>Telephones</h1>
            ${writing}<p>Short messages that the simulated SMS centre has received, newest first.</p>
            <table>
            <thead><tr><th>Received</th><th>To</th><th>From</th><th>Text</th><th>Sent as</th><th></th></tr></thead>
            <tbody>
            ${rows}</tbody>
            </table>
            </body>
            </html>
            """;

    private static final Pattern PLACE = Pattern.compile("\\$\\{[a-z]+}");

    private static final String REFRESH = """
            <meta http-equiv="refresh" content="2">
            """;

    private static final String INVITATION = """
            <p><a href="/write">Write a message</a></p>
            """;

    private static final String FORM = """
            <form method="post" action="/messages">
            <label for="from">From</label>
            <input id="from" name="from" type="tel" required placeholder="+447700900123" value="${from}">
            <label for="to">To</label>
            <input id="to" name="to" type="tel" required placeholder="+447700900001" value="${to}">
            <label for="text">Text</label>
            <textarea id="text" name="text" rows="4" required maxlength="10000"></textarea>
            <button>Send</button>
            </form>
            <p><a href="/">Back to the messages as they come</a></p>
            """;

    private MessageList() {}

    static String html(List<Message> messages) {
        return page(REFRESH, INVITATION, messages);
    }

    /** Does not renew itself, so that nobody loses what he has begun to write. */
    static String htmlWithForm(List<Message> messages, Map<String, String> filledIn) {
        String from = escaped(filledIn.getOrDefault("from", ""));
        String to = escaped(filledIn.getOrDefault("to", ""));
        return page("", filled(FORM, Map.of("${from}", from, "${to}", to)), messages);
    }

    private static String page(String refresh, String writing, List<Message> messages) {
        StringBuilder rows = new StringBuilder();
        messages.forEach(message -> appendRow(rows, message));
        return filled(PAGE, Map.of("${refresh}", refresh, "${writing}", writing, "${rows}", rows.toString()));
    }

    /** In one pass: what a value says is never taken for a place to fill. */
    private static String filled(String template, Map<String, String> values) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(), place.group())));
    }

    private static void appendRow(StringBuilder rows, Message message) {
        String parts = message.parts() == 1 ? "" : ", " + message.parts() + " parts";
        rows.append("<tr>");
        appendCell(rows, "meta", secondsOf(message.receivedAt()));
        appendCell(rows, "meta", message.to());
        appendCell(rows, "meta", message.from());
        appendCell(rows, "text", message.text());
        appendCell(rows, "meta", message.alphabet() + parts);
        appendReply(rows, message);
        rows.append("</tr>\n");
    }

    /** From the telephone back to the sender. */
    private static void appendReply(StringBuilder rows, Message message) {
        rows.append("<td class=\"meta\"><a href=\"/write?from=")
                .append(URLEncoder.encode(message.to(), StandardCharsets.UTF_8))
                .append("&amp;to=")
                .append(URLEncoder.encode(message.from(), StandardCharsets.UTF_8))
                .append("\">Reply</a></td>");
    }

    private static String secondsOf(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void appendCell(StringBuilder rows, String style, String text) {
        rows.append("<td class=\"")
                .append(style)
                .append("\">")
                .append(escaped(text))
                .append("</td>");
    }

    /** Whatever a message says, it stays text. Control characters that HTML forbids are shown as their pictures. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '\t', '\n', '\r' -> escaped.append((char) character);
                default -> escaped.appendCodePoint(character < ' ' ? '\u2400' + character : character);
            }
        });
        return escaped.toString();
    }
}
