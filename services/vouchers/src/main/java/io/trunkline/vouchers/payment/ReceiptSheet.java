package io.trunkline.vouchers.payment;

import io.trunkline.vouchers.pdf.Letters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** A receipt as PDF (ISO 32000), on a page of A5. */
final class ReceiptSheet {

    /** Lengths are in points, 72 to an inch. */
    private static final float MARGIN = 40;

    private static final float SIZE = 10;
    private static final float TITLE_SIZE = 16;
    private static final float LINE = 20;
    private static final float VALUES = 120;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'");

    private final ReceiptView receipt;
    private final PDFont plain = new PDType1Font(FontName.HELVETICA);
    private final PDFont bold = new PDType1Font(FontName.HELVETICA_BOLD);

    ReceiptSheet(ReceiptView receipt) {
        this.receipt = receipt;
    }

    /** Takes some milliseconds: not on an event loop. */
    byte[] pdf() {
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(PDRectangle.A5);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                draw(content);
            }
            ByteArrayOutputStream pdf = new ByteArrayOutputStream();
            document.save(pdf);
            return pdf.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void draw(PDPageContentStream content) throws IOException {
        float y = PDRectangle.A5.getHeight() - MARGIN - TITLE_SIZE;
        text(content, bold, TITLE_SIZE, "Receipt", MARGIN, y);
        y -= 2 * LINE;
        for (Map.Entry<String, String> line : lines().entrySet()) {
            text(content, plain, SIZE, line.getKey(), MARGIN, y);
            text(content, bold, SIZE, line.getValue(), MARGIN + VALUES, y);
            y -= LINE;
        }
    }

    private Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("Number", receipt.number().toString());
        lines.put("Paid to", receipt.seller());
        lines.put("Amount", receipt.amount().toString());
        lines.put("Paid at", MOMENT.format(receipt.paidAt().atOffset(ZoneOffset.UTC)));
        lines.put("Paid by", receipt.provider());
        if (receipt.reference() != null) {
            lines.put("Their number", receipt.reference());
        }
        if (receipt.refunded().minor() > 0) {
            lines.put("Refunded", receipt.refunded().toString());
        }
        return lines;
    }

    private static void text(PDPageContentStream content, PDFont font, float size, String text, float left, float y)
            throws IOException {
        content.beginText();
        content.setFont(font, size);
        content.newLineAtOffset(left, y);
        content.showText(Letters.printable(text));
        content.endText();
    }
}
