package io.trunkline.vouchers.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.trunkline.events.Money;
import io.trunkline.kit.problem.Refused;
import io.trunkline.vouchers.voucher.VoucherCode;
import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CardSheetTest {

    private static final int DOTS_PER_INCH = 200;

    private final Random random = new Random(11);

    @ParameterizedTest
    @CsvSource({"2,5", "1,1", "4,8"})
    void eachCodeCanBeReadAndScanned(int columns, int rows) throws IOException {
        int perPage = columns * rows;
        CodeSheet sheet = sheet(perPage + 1);

        byte[] pdf = new CardSheet(batch(), CardDesign.of(request("Caf\u00e9 Mobile", columns, rows, logo(80, 40))))
                .pdf(List.of(sheet));

        try (PDDocument document = Loader.loadPDF(pdf)) {
            String text = new PDFTextStripper().getText(document);
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(text).contains("Caf\u00e9 Mobile", "5.00 EUR", "A 1 / 1", "2030-01-01");
            assertThat(sheet.entries())
                    .allSatisfy(entry -> assertThat(text).contains(entry.code().printed()));
            assertThat(scanned(new PDFRenderer(document).renderImageWithDPI(0, DOTS_PER_INCH), columns, rows))
                    .containsExactlyElementsOf(sheet.entries().stream()
                            .limit(perPage)
                            .map(entry -> entry.code().symbols())
                            .toList());
        }
    }

    /** Scans each card by itself, as people do after they have cut them out. */
    private static List<String> scanned(BufferedImage page, int columns, int rows) {
        int margin = page.getWidth() * 28 / 595;
        int width = (page.getWidth() - 2 * margin) / columns;
        int height = (page.getHeight() - 2 * margin) / rows;
        return IntStream.range(0, columns * rows)
                .mapToObj(i ->
                        page.getSubimage(margin + i % columns * width, margin + i / columns * height, width, height))
                .map(CardSheetTest::scanned)
                .toList();
    }

    private static String scanned(BufferedImage card) {
        int[] points = card.getRGB(0, 0, card.getWidth(), card.getHeight(), null, 0, card.getWidth());
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(
                            new HybridBinarizer(new RGBLuminanceSource(card.getWidth(), card.getHeight(), points))))
                    .getText();
        } catch (ReaderException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void lettersThatCannotBePrintedAreRefused() {
        refused(request("\u041c\u0438\u0440", 2, 5, null));
        refused(request("line\nbreak", 2, 5, null));
    }

    @Test
    void aLogoThatIsNoneOrTooLargeIsRefused() throws IOException {
        refused(request("Title", 2, 5, "no base64!"));
        refused(request("Title", 2, 5, Base64.getEncoder().encodeToString(new byte[100])));
        refused(request("Title", 2, 5, Base64.getEncoder().encodeToString(new byte[257 * 1024])));
        refused(request("Title", 2, 5, logo(1_001, 1)));
        refused(request("Title", 2, 5, logo(100, 100).substring(0, 80)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p"})
    void anyTextFits(String text) {
        CardRequest request = new CardRequest("Title", text, 4, 8, null);

        assertThat(new CardSheet(batch(), CardDesign.of(request)).pdf(List.of(sheet(1))))
                .isNotEmpty();
    }

    private static void refused(CardRequest request) {
        assertThatThrownBy(() -> CardDesign.of(request)).isInstanceOf(Refused.class);
    }

    private static CardRequest request(String title, int columns, int rows, String logo) {
        return new CardRequest(title, "Enter the code in the app, or scan it.", columns, rows, logo);
    }

    private static String logo(int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB), "png", png);
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }

    private CodeSheet sheet(int count) {
        return new CodeSheet(
                1,
                IntStream.range(0, count)
                        .mapToObj(i -> new CodeSheet.Entry(new UUID(0, i), VoucherCode.random(random), Buffer.buffer()))
                        .toList());
    }

    private static Batch batch() {
        Instant expiry = Instant.parse("2030-01-01T00:00:00Z");
        Instant creation = Instant.parse("2026-01-01T00:00:00Z");
        return new Batch(
                new UUID(0, 1),
                1,
                Money.of("5", "EUR"),
                "Shop",
                "A 1",
                expiry,
                new UUID(0, 2),
                creation,
                null,
                null,
                null,
                Batch.State.ISSUED,
                creation,
                null);
    }
}
