package io.trunkline.vouchers.statement;

import io.trunkline.vouchers.pdf.Letters;
import io.trunkline.vouchers.statement.Statement.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** A statement as pages of A4 (ISO 32000). Letters that the fonts of every PDF reader do not have become question marks. */
final class StatementPdf {

    /** Lengths are in points, 72 to an inch. */
    private static final float MARGIN = 50;

    private static final float SIZE = 9;
    private static final float ROW = 14;
    private static final float TOP = PDRectangle.A4.getHeight() - MARGIN;
    private static final float KIND_AT = MARGIN + 105;
    private static final float AMOUNT_END = PDRectangle.A4.getWidth() - MARGIN - 80;
    private static final float BALANCE_END = PDRectangle.A4.getWidth() - MARGIN;
    private static final float KIND_ROOM = AMOUNT_END - KIND_AT - 70;
    private static final int FIRST_PAGE_ROWS = 42;
    private static final int PAGE_ROWS = 50;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Statement statement;
    private final PDFont plain = new PDType1Font(FontName.HELVETICA);
    private final PDFont bold = new PDType1Font(FontName.HELVETICA_BOLD);

    private StatementPdf(Statement statement) {
        this.statement = statement;
    }

    /** Takes tens of milliseconds for a thousand lines: not on an event loop. */
    static byte[] of(Statement statement) {
        return new StatementPdf(statement).pdf();
    }

    private byte[] pdf() {
        List<Line> lines = statement.lines();
        int first = Math.min(lines.size(), FIRST_PAGE_ROWS);
        int pages = 1 + Math.ceilDiv(lines.size() - first, PAGE_ROWS);
        try (PDDocument document = new PDDocument()) {
            drawPage(document, lines.subList(0, first), 1, pages);
            for (int page = 2; page <= pages; page++) {
                int from = first + (page - 2) * PAGE_ROWS;
                drawPage(document, lines.subList(from, Math.min(from + PAGE_ROWS, lines.size())), page, pages);
            }
            ByteArrayOutputStream pdf = new ByteArrayOutputStream();
            document.save(pdf);
            return pdf.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void drawPage(PDDocument document, List<Line> lines, int page, int pages) throws IOException {
        PDPage paper = new PDPage(PDRectangle.A4);
        document.addPage(paper);
        try (PDPageContentStream content = new PDPageContentStream(document, paper)) {
            float y = page == 1 ? drawHead(content) : TOP;
            drawRow(content, bold, y, "Booked", "What", "Amount", "Balance");
            for (Line line : lines) {
                y -= ROW;
                drawRow(
                        content,
                        plain,
                        y,
                        TIME.format(line.bookedAt().atZone(statement.period().zone())),
                        what(line),
                        line.amount().amount(),
                        line.balance().amount());
            }
            write(content, plain, SIZE, MARGIN, MARGIN / 2, "Page " + page + " of " + pages);
        }
    }

    private float drawHead(PDPageContentStream content) throws IOException {
        Period period = statement.period();
        write(
                content,
                bold,
                2 * SIZE,
                MARGIN,
                TOP,
                "Statement in " + statement.closing().currencyCode());
        float y = TOP - 2 * ROW;
        for (String text : List.of(
                "Account " + statement.account(),
                period.first() + " to " + period.last() + ", " + period.zone(),
                "Balance before: " + statement.opening().amount(),
                "Added: " + statement.added().amount() + "   Taken: "
                        + statement.taken().amount(),
                "Balance after: " + statement.closing().amount())) {
            write(content, plain, SIZE, MARGIN, y, text);
            y -= ROW;
        }
        return y - ROW;
    }

    private static String what(Line line) {
        return line.note() == null ? line.kind() : line.kind() + ": " + line.note();
    }

    private void drawRow(
            PDPageContentStream content, PDFont font, float y, String at, String what, String amount, String balance)
            throws IOException {
        write(content, font, SIZE, MARGIN, y, at);
        write(content, font, SIZE, KIND_AT, y, fitting(what));
        write(content, font, SIZE, AMOUNT_END - width(font, amount), y, amount);
        write(content, font, SIZE, BALANCE_END - width(font, balance), y, balance);
    }

    private void write(PDPageContentStream content, PDFont font, float size, float x, float y, String text)
            throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(x, y);
        content.showText(Letters.printable(text));
        content.endText();
    }

    /** The first part of a text, as much as its column has room for. */
    private String fitting(String text) throws IOException {
        String shown = Letters.printable(text);
        int end = shown.length();
        while (end > 0 && width(plain, shown.substring(0, end)) > KIND_ROOM) {
            end--;
        }
        return shown.substring(0, end);
    }

    private static float width(PDFont font, String text) throws IOException {
        return font.getStringWidth(text) / 1000 * SIZE;
    }
}
