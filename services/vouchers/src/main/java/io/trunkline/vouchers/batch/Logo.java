package io.trunkline.vouchers.batch;

import io.trunkline.kit.problem.Refused;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Reads pictures that somebody has sent: never more of one than its size allows. */
final class Logo {

    private static final String FIELD = "logo";
    private static final int LARGEST = 256 * 1024;
    private static final int WIDEST = 1_000;

    private Logo() {}

    /** @throws Refused 400 if it is no PNG, or too large */
    static BufferedImage read(String base64) {
        byte[] png = decoded(base64);
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(in, true, true);
            // The head alone says so: a small file can hold a picture that fills the memory.
            if (reader.getWidth(0) > WIDEST || reader.getHeight(0) > WIDEST) {
                throw Refused.invalid(FIELD, "must be at most " + WIDEST + " points wide and high");
            }
            return reader.read(0);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException malformed) {
            throw Refused.invalid(FIELD, "must be a picture in PNG format");
        } finally {
            reader.dispose();
        }
    }

    private static byte[] decoded(String base64) {
        byte[] png;
        try {
            png = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            throw Refused.invalid(FIELD, "must be base64");
        }
        if (png.length > LARGEST) {
            throw Refused.invalid(FIELD, "must be at most " + LARGEST + " bytes");
        }
        return png;
    }
}
