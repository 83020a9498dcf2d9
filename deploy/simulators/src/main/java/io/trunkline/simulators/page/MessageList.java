package io.trunkline.simulators.page;

import io.trunkline.simulators.smsc.Message;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Messages as HTML. */
final class MessageList {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="refresh" content="2">
            <meta name="viewport" content="width=device-width">
            <title>Telephones</title>
            <style>
            body { font-family: sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
            table { border-collapse: collapse; width: 100% }
            th, td { border-bottom: 1px solid #ccc; padding: .4rem .8rem; text-align: left; vertical-align: top }
            td.text { overflow-wrap: anywhere; white-space: pre-wrap }
            td.meta, th { color: #555; white-space: nowrap }
            </style>
            </head>
            <body>
            <h1>Telephones</h1>
            <p>Short messages that the simulated SMS centre has received, newest first.</p>
            <table>
            <thead><tr><th>Received</th><th>To</th><th>From</th><th>Text</th><th>Sent as</th></tr></thead>
            <tbody>
            ${rows}</tbody>
            </table>
            </body>
            </html>
            """;

    private MessageList() {}

    static String html(List<Message> messages) {
        StringBuilder rows = new StringBuilder();
        messages.forEach(message -> appendRow(rows, message));
        return PAGE.replace("${rows}", rows);
    }

    private static void appendRow(StringBuilder rows, Message message) {
        String parts = message.parts() == 1 ? "" : ", " + message.parts() + " parts";
        rows.append("<tr>");
        appendCell(rows, "meta", secondsOf(message.receivedAt()));
        appendCell(rows, "meta", message.to());
        appendCell(rows, "meta", message.from());
        appendCell(rows, "text", message.text());
        appendCell(rows, "meta", message.alphabet() + parts);
        rows.append("</tr>\n");
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
