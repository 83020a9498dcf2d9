package io.trunkline.kit.log;

import io.quarkus.logging.LoggingFilter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * The last guard before a log: numbers, voucher codes and tokens are masked in every message, whoever wrote it. Not an
 * excuse to log them: one-time codes have no shape to be recognised by.
 */
@LoggingFilter(name = "masking")
public final class Masking implements Filter {

    private record Rule(Pattern pattern, java.util.function.Function<MatchResult, String> mask) {}

    private static final List<Rule> RULES = List.of(
            // A JWT, whole or its first two parts.
            new Rule(Pattern.compile("eyJ[\\w-]{8,}\\.[\\w-]+(?:\\.[\\w-]*)?"), token -> "<token>"),
            new Rule(Pattern.compile("(?i)\\b(bearer|basic) +[\\w.~+/=-]{8,}"), token -> token.group(1) + " <token>"),
            // Refresh tokens and secrets of this system carry a prefix for exactly this purpose.
            new Rule(Pattern.compile("\\btl[a-z]_[\\w-]{16,}"), token -> "<token>"),
            // A voucher code: five groups of four.
            new Rule(
                    Pattern.compile("\\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3,}\\b"),
                    code -> "<code ending "
                            + code.group().substring(code.group().length() - 4) + ">"),
            new Rule(Pattern.compile("\\+[1-9][0-9]{6,14}\\b"), number -> new io.trunkline.events.E164(number.group())
                    .masked()));

    private static final PatternFormatter MESSAGE = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord record) {
        if (record instanceof ExtLogRecord extended) {
            maskMessage(extended);
            maskFailure(extended);
        }
        return true;
    }

    private static void maskMessage(ExtLogRecord record) {
        String message = MESSAGE.format(record);
        String masked = mask(message);
        if (!masked.equals(message)) {
            record.setMessage(masked, ExtLogRecord.FormatStyle.NO_FORMAT);
        }
    }

    /** A failure's own words may quote what it failed on: then its trace goes into the message, masked. */
    private static void maskFailure(ExtLogRecord record) {
        if (record.getThrown() == null) {
            return;
        }
        StringWriter trace = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(trace));
        String masked = mask(trace.toString());
        if (!masked.equals(trace.toString())) {
            record.setMessage(MESSAGE.format(record) + "\n" + masked, ExtLogRecord.FormatStyle.NO_FORMAT);
            record.setThrown(null);
        }
    }

    /** The text with everything masked that has a recognisable shape. */
    public static String mask(String text) {
        String masked = text;
        for (Rule rule : RULES) {
            masked = rule.pattern()
                    .matcher(masked)
                    .replaceAll(rule.mask().andThen(java.util.regex.Matcher::quoteReplacement));
        }
        return masked;
    }
}
