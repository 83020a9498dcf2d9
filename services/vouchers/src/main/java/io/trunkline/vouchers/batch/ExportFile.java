package io.trunkline.vouchers.batch;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The parts of an export as one archive. */
@ApplicationScoped
class ExportFile {

    private final ExportRepository exports;

    ExportFile(ExportRepository exports) {
        this.exports = exports;
    }

    /** Part by part, as fast as they are taken: at most two are in memory. */
    Multi<byte[]> zip(Export export) {
        Archive archive = new Archive(Objects.requireNonNull(export.finishedAt(), "It is not finished"));
        int parts = Math.ceilDiv(export.total(), Export.PART);
        Multi<byte[]> entries = Multi.createFrom()
                .range(0, parts)
                .onItem()
                .transformToUniAndConcatenate(part -> exports.part(export.batchId(), part))
                .map(archive::entry);
        Multi<byte[]> end = Multi.createFrom().deferred(() -> Multi.createFrom().item(archive.end()));
        return Multi.createBy().concatenating().streams(entries, end);
    }

    /** What has been written of an archive, taken away piece by piece. Its content is ciphertext and stored as it is. */
    private static final class Archive {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final ZipOutputStream zip = new ZipOutputStream(written);
        private final LocalDateTime at;

        Archive(Instant at) {
            this.at = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        }

        byte[] entry(ExportPart part) {
            CRC32 checksum = new CRC32();
            checksum.update(part.ciphertext());
            ZipEntry entry = new ZipEntry(part.fileName() + ".pgp");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(part.ciphertext().length);
            entry.setCrc(checksum.getValue());
            entry.setTimeLocal(at);
            try {
                zip.putNextEntry(entry);
                zip.write(part.ciphertext());
                zip.closeEntry();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return taken();
        }

        byte[] end() {
            try {
                zip.finish();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return taken();
        }

        private byte[] taken() {
            byte[] piece = written.toByteArray();
            written.reset();
            return piece;
        }
    }
}
