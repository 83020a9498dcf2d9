package io.trunkline.vouchers.batch;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import io.trunkline.vouchers.voucher.VoucherCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;

/** The codes of a batch as cards to be cut out, as PDF (ISO 32000): each with its code in letters and as a QR code. */
final class CardSheet {

    /** Lengths are in points, 72 to an inch. */
    private static final float MARGIN = 28;

    private static final float PADDING = 8;
    private static final float LINE = 1.3f;
    private static final int TEXT_LINES = 3;

    private final Batch batch;
    private final CardDesign design;
    private final PDFont plain = new PDType1Font(FontName.HELVETICA);
    private final PDFont bold = new PDType1Font(FontName.HELVETICA_BOLD);
    private final PDFont fixed = new PDType1Font(FontName.COURIER_BOLD);
    private final float width = (PDRectangle.A4.getWidth() - 2 * MARGIN);
    private final float height = (PDRectangle.A4.getHeight() - 2 * MARGIN);

    CardSheet(Batch batch, CardDesign design) {
        this.batch = batch;
        this.design = design;
    }

    /** Takes a third of a millisecond for each card: not on an event loop. */
    byte[] pdf(List<CodeSheet> sheets) {
        List<Card> cards = sheets.stream().flatMap(CardSheet::cards).toList();
        int perPage = design.columns() * design.rows();
        try (PDDocument document = new PDDocument()) {
            PDImageXObject logo =
                    design.logo() == null ? null : LosslessFactory.createFromImage(document, design.logo());
            for (int first = 0; first < cards.size(); first += perPage) {
                drawPage(document, cards.subList(first, Math.min(first + perPage, cards.size())), logo);
            }
            ByteArrayOutputStream pdf = new ByteArrayOutputStream();
            document.save(pdf);
            return pdf.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private record Card(int serial, VoucherCode code) {}

    private static Stream<Card> cards(CodeSheet sheet) {
        return IntStream.range(0, sheet.entries().size())
                .mapToObj(i ->
                        new Card(sheet.firstSerial() + i, sheet.entries().get(i).code()));
    }

    private void drawPage(PDDocument document, List<Card> cards, @Nullable PDImageXObject logo) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        float cardWidth = width / design.columns();
        float cardHeight = height / design.rows();
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            for (int i = 0; i < cards.size(); i++) {
                int column = i % design.columns();
                int row = i / design.columns();
                float left = MARGIN + column * cardWidth;
                float top = MARGIN + height - row * cardHeight;
                content.setLineWidth(0.3f);
                content.addRect(left, top - cardHeight, cardWidth, cardHeight);
                content.stroke();
                drawCard(
                        content,
                        cards.get(i),
                        logo,
                        new PDRectangle(
                                left + PADDING,
                                top - cardHeight + PADDING,
                                cardWidth - 2 * PADDING,
                                cardHeight - 2 * PADDING));
            }
        }
    }

    /** Left the QR code, right of it logo, title, code, worth and text, each as large as its place allows. */
    private void drawCard(PDPageContentStream content, Card card, @Nullable PDImageXObject logo, PDRectangle place)
            throws IOException {
        float qr = Math.min(place.getHeight(), place.getWidth() * 0.4f);
        drawQr(content, card.code().symbols(), place.getLowerLeftX(), place.getUpperRightY() - qr, qr);
        float left = place.getLowerLeftX() + qr + PADDING;
        float room = place.getUpperRightX() - left;
        float size = Math.min(place.getHeight() / 10, room / 14);
        float y = place.getUpperRightY() - size;
        if (logo != null) {
            float logoHeight = 2 * size;
            float logoWidth = Math.min(room, logoHeight * logo.getWidth() / logo.getHeight());
            content.drawImage(logo, left, y - size, logoWidth, logoWidth * logo.getHeight() / logo.getWidth());
            y -= logoHeight + size * (LINE - 1);
        }
        y = line(content, bold, size, design.title(), left, y, room);
        y = line(content, fixed, size, card.code().printed(), left, y, room);
        y = line(
                content,
                bold,
                size,
                batch.credit().amount() + " " + batch.credit().currencyCode(),
                left,
                y,
                room);
        for (String text : wrapped(design.text(), size * 0.8f, room)) {
            y = line(content, plain, size * 0.8f, text, left, y, room);
        }
        LocalDate end = LocalDate.ofInstant(batch.expiresAt(), ZoneOffset.UTC);
        line(content, plain, size * 0.7f, batch.bulkNumber() + " / " + card.serial() + "   " + end, left, y, room);
    }

    /** Writes a line, smaller if it would be too long; returns where the next one begins. */
    private static float line(
            PDPageContentStream content, PDFont font, float size, String text, float left, float y, float room)
            throws IOException {
        float natural = font.getStringWidth(text) / 1000 * size;
        float fitting = natural > room ? size * room / natural : size;
        content.beginText();
        content.setFont(font, fitting);
        content.newLineAtOffset(left, y);
        content.showText(text);
        content.endText();
        return y - size * LINE;
    }

    /** At most three lines; what does not fit makes the last one longer, and so smaller. */
    private List<String> wrapped(String text, float size, float room) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split(" +")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            boolean isFull = plain.getStringWidth(longer) / 1000 * size > room;
            if (isFull && !line.isEmpty() && lines.size() < TEXT_LINES - 1) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        lines.add(line);
        return lines;
    }

    /** As rectangles, one for each run of dark points: small, and sharp at any size. */
    private static void drawQr(PDPageContentStream content, String text, float left, float bottom, float size)
            throws IOException {
        BitMatrix points = qr(text);
        float point = size / points.getWidth();
        for (int y = 0; y < points.getHeight(); y++) {
            for (int x = 0; x < points.getWidth(); x++) {
                int start = x;
                while (x < points.getWidth() && points.get(x, y)) {
                    x++;
                }
                if (x > start) {
                    content.addRect(left + start * point, bottom + size - (y + 1) * point, (x - start) * point, point);
                }
            }
        }
        content.fill();
    }

    /** One point for each module, with the quiet zone of four that ISO 18004 asks for. */
    private static BitMatrix qr(String text) {
        try {
            return new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 4));
        } catch (WriterException impossible) {
            throw new IllegalStateException("A voucher code does not fit into a QR code", impossible);
        }
    }
}
