package io.trunkline.smsproxy.carrier.generic;

import io.smallrye.config.WithDefault;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.http.ApiLimits;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A carrier without an adapter of its own. Fields are named by JSON pointers, such as {@code /message/from}, or by the names
 * of a form or query, as the format has it.
 */
public interface GenericConfig {

    /** How fields are written. */
    enum Format {
        JSON,
        FORM
    }

    /** How a hash is written. */
    enum Encoding {
        HEX,
        BASE64
    }

    /** What the carrier posts. */
    Inbound inbound();

    /** What is posted to the carrier. */
    Outbound outbound();

    /** Limits of the API's client. */
    ApiLimits limits();

    /** What the carrier posts. */
    interface Inbound {

        /** The format of webhooks: json or form. A GET has its fields in the query. */
        @WithDefault("json")
        Format format();

        /** The field with the carrier's id of an incoming message. */
        String id();

        /** The field with the number of the writer. */
        String from();

        /** The field with our number. */
        String to();

        /** The field with the text. */
        String text();

        /** Receipts; without this, none are read. */
        Optional<Receipts> receipts();

        /** The signature of webhooks. Without it, keep a secret in the webhook's address. */
        Optional<Signed> signature();

        /** Networks (CIDR) that webhooks may come from; without it, all. */
        Optional<List<String>> addresses();
    }

    /** Receipts. Whatever has a status is one. */
    interface Receipts {

        /** The field with the id that the carrier has answered to the sending. */
        String id();

        /** The field with the status. */
        String status();

        /** The field with the code of a failure. */
        Optional<String> code();

        /** What the carrier's words for a status mean, by the word in lower case. Others are passed over. */
        Map<String, CarrierNotice.State> states();
    }

    /** An HMAC with SHA-256 over the body. */
    interface Signed {

        /** The header that it is in. */
        String header();

        /** The key. */
        String secret();

        /** What stands before the hash in the header, such as {@code sha256=}. */
        Optional<String> prefix();

        /** How the hash is written: hex, as without this, or base64. (A default would make the whole group mandatory.) */
        Optional<Encoding> encoding();
    }

    /** What is posted to the carrier. */
    interface Outbound {

        /** The address. */
        URI url();

        /** The header Authorization. */
        Optional<String> authorization();

        /** The format of the body: json or form. */
        @WithDefault("json")
        Format format();

        /**
         * The body, with these in place: {id}, {from}, {to}, {text}, and {from-digits} and {to-digits} without plus. Values
         * are escaped as the format wants it.
         */
        String template();

        /** The JSON pointer to the message's id in the answer. */
        @WithDefault("/id")
        String id();

        /** The JSON pointer to the code of a failure in the answer. */
        Optional<String> errorCode();

        /**
         * What codes of failures mean: rejected, opted-out, busy, throttled or unknown. A code that is named here is a
         * failure whatever the HTTP status; other failures are told by that.
         */
        Map<String, CarrierFailure.Kind> errors();
    }
}
