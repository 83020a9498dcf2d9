package io.trunkline.vouchers.statement;

import io.trunkline.kit.csv.Csv;
import io.trunkline.vouchers.statement.Statement.Line;

/** A statement as CSV (RFC 4180): one line for each change. */
final class StatementCsv {

    private static final String HEADER = "booked_at,kind,source,note,amount,balance,currency\r\n";

    private StatementCsv() {}

    static String of(Statement statement) {
        StringBuilder csv = new StringBuilder(HEADER);
        for (Line line : statement.lines()) {
            csv.append(Csv.line(
                    line.bookedAt().toString(),
                    line.kind(),
                    line.source(),
                    line.note(),
                    line.amount().amount(),
                    line.balance().amount(),
                    line.amount().currencyCode()));
        }
        return csv.toString();
    }
}
