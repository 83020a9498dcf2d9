package io.trunkline.vouchers.batch;

import io.trunkline.kit.problem.Refused;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.jspecify.annotations.Nullable;

/**
 * How the cards of a batch look.
 *
 * @param columns cards beside each other
 * @param rows cards below each other
 */
record CardDesign(
        String title,
        String text,
        int columns,
        int rows,
        @Nullable BufferedImage logo) {

    /**
     * Checks everything that could fail later: when codes have been made it is too late.
     *
     * @throws Refused 400 for letters that the fonts of every PDF reader do not have, or a logo that is none
     */
    static CardDesign of(CardRequest request) {
        String text = request.text() == null ? "" : request.text();
        requirePrintable("title", request.title());
        requirePrintable("text", text);
        return new CardDesign(
                request.title(),
                text,
                request.columns(),
                request.rows(),
                request.logo() == null ? null : Logo.read(request.logo()));
    }

    private static void requirePrintable(String field, String text) {
        PDFont font = new PDType1Font(FontName.HELVETICA);
        try {
            font.encode(text);
        } catch (IOException | IllegalArgumentException unknownLetter) {
            throw Refused.invalid(field, "must be in letters of Western European languages, without line breaks");
        }
    }
}
