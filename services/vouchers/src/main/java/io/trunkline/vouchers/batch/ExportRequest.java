package io.trunkline.vouchers.batch;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For whom the codes of a batch are. */
record ExportRequest(
        @NotNull
        @Size(max = 65_536)
        @Schema(
                description = "The print shop's OpenPGP certificate, as `gpg --armor --export` writes it",
                examples = "-----BEGIN PGP PUBLIC KEY BLOCK-----\n...\n-----END PGP PUBLIC KEY BLOCK-----")
        String publicKey) {}
