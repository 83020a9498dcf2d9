package io.trunkline.smsproxy.carrier.smpp;

import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import io.trunkline.smsproxy.carrier.CarrierFailure;
import io.trunkline.smsproxy.carrier.smpp.text.Alphabet;
import io.trunkline.smsproxy.carrier.smpp.text.Concatenation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account at a carrier that is reached over SMPP 3.4. */
public interface SmppConfig {

    /** Where the carrier's centres are; messages go over the link that has the least to do. */
    @NotEmpty
    List<@Valid Centre> centres();

    /** The account's name at the carrier. */
    @Size(min = 1, max = 15)
    String systemId();

    /** At most 8 characters in the protocol (SMPP 3.4 §5.2.2); many carriers have longer ones. */
    Secret<String> password();

    /** Some carriers want a word here. */
    Optional<@Size(max = 12) String> systemType();

    /** The numbers whose messages this account receives, as a pattern; most carriers know them without. */
    Optional<@Size(max = 40) String> addressRange();

    /** The service_type of each message. */
    Optional<@Size(max = 5) String> serviceType();

    /** Whether the links are encrypted, and who is trusted. */
    @Valid
    Tls tls();

    /** How links are kept. */
    @Valid
    Links links();

    /** What is sent, and how fast. */
    @Valid
    Sending sending();

    /** What comes in. */
    @Valid
    Receiving receiving();

    /** How numbers are told from names: type of number and numbering plan, SMPP 3.4 §5.2.5 and §5.2.6. */
    @Valid
    Numbering numbering();

    /** One address of the carrier. */
    interface Centre {

        /** Its name or address. */
        String host();

        /** Its port. */
        @WithDefault("2775")
        @Min(1)
        @Max(65535)
        int port();

        /** How many links are kept to it. */
        @WithDefault("1")
        @Min(1)
        int binds();

        /** TRANSCEIVER, or PAIR for a transmitter and a receiver. */
        @WithDefault("TRANSCEIVER")
        Mode mode();
    }

    /** How an account sends and receives. */
    enum Mode {
        /** Both on one link. */
        TRANSCEIVER,
        /** Each on a link of its own. */
        PAIR
    }

    /** Encryption of the links. */
    interface Tls {

        /** Whether links are encrypted. The centre's certificate must name its host. */
        @WithDefault("false")
        boolean enabled();

        /** A key store (PKCS #12 or JKS) of those who may sign the centre's certificate; without it those that Java knows. */
        Optional<Path> trustStore();

        /** Opens the trust store. */
        Optional<Secret<String>> trustStorePassword();
    }

    /** The life of a link. */
    interface Links {

        /** The longest wait for a connection. */
        @WithDefault("PT5S")
        Duration connectWithin();

        /** The longest wait for the answer to a bind. */
        @WithDefault("PT30S")
        Duration bindWithin();

        /** After this silence the link is probed. */
        @WithDefault("PT30S")
        Duration enquireAfter();

        /** The longest wait for any other answer. A message that has got none may have been sent or not. */
        @WithDefault("PT10S")
        Duration answerWithin();

        /** The first pause before a lost link is built again; each further one is twice as long. */
        @WithDefault("PT1S")
        Duration reconnectAfter();

        /** The longest of these pauses. */
        @WithDefault("PT30S")
        Duration reconnectAtMostAfter();

        /** The pause after a bind that was refused: by a wrong password, or since the account has links enough. */
        @WithDefault("PT1M")
        Duration refusedBindAfter();

        /** At the end, how long messages on their way are waited for. */
        @WithDefault("PT15S")
        Duration drainWithin();
    }

    /** The way out. */
    interface Sending {

        /** Messages of one link without an answer; ask the carrier. */
        @WithDefault("10")
        @Min(1)
        int window();

        /** Messages that wait for a place in the window of one link; more are turned away. */
        @WithDefault("100")
        @Min(0)
        int queue();

        /** Parts that one link may send in a second; 0 for no limit. */
        @WithDefault("0")
        @DecimalMin("0")
        double partsPerSecond();

        /** How long a link is quiet after the carrier has said that it is too fast. */
        @WithDefault("PT1S")
        Duration throttlePause();

        /** How often a later part of a message is tried again that the carrier had no room for. */
        @WithDefault("5")
        @Min(0)
        int laterPartRetries();

        /** What data_coding 0 means to the carrier: GSM, LATIN_1 or ASCII. */
        @WithDefault("GSM")
        Alphabet defaultAlphabet();

        /** Whether texts may be sent in Latin-1 that the default alphabet does not have: more fits into a message. */
        @WithDefault("false")
        boolean latin1();

        /** How long texts are sent: UDH_8, UDH_16, SAR or PAYLOAD. */
        @WithDefault("UDH_8")
        Concatenation longMessages();

        /** How the carrier is told how long a message is worth sending: RELATIVE, ABSOLUTE (by its clock), or NONE. */
        @WithDefault("RELATIVE")
        Validity validity();

        /** What an answer means, by command_status such as 0x0000000b: for the carrier's own codes, and its own reading of others. */
        Map<String, CarrierFailure.Kind> outcomes();

        /** What a command_status means that is not known. */
        @WithDefault("REJECTED")
        CarrierFailure.Kind otherOutcomes();
    }

    /** The way in. */
    interface Receiving {

        /** Messages of one link that are stored at the same time. */
        @WithDefault("64")
        @Min(1)
        int parallel();

        /** Messages of one link that wait to be stored: at least the carrier's window. More are answered with "throttled". */
        @WithDefault("1000")
        @Min(1)
        int queue();

        /** The longest wait until a message is stored; then the carrier is asked to send it again. */
        @WithDefault("PT5S")
        Duration storeWithin();

        /** A message with the same text and numbers within this time is the same message: the protocol gives it no id. */
        @WithDefault("PT1M")
        Duration repeatsWithin();

        /** The tag of a parameter in which the carrier gives an incoming message an id, such as 0x1501. */
        Optional<String> messageIdTag();

        /** How ids in receipts are written: AS_ANSWERED, DECIMAL_FOR_HEX or HEX_FOR_DECIMAL. */
        @WithDefault("AS_ANSWERED")
        MessageIds receiptIds();

        /** Whether a text that reads like a receipt is one, though the carrier has not marked it. */
        @WithDefault("true")
        boolean unmarkedReceipts();

        /** The time zone of dates in receipts. */
        @WithDefault("UTC")
        ZoneId receiptZone();
    }

    /** Type of number and numbering plan by the kind of number. */
    interface Numbering {

        @WithDefault("1")
        int internationalTon();

        @WithDefault("1")
        int internationalNpi();

        @WithDefault("3")
        int shortCodeTon();

        @WithDefault("0")
        int shortCodeNpi();

        @WithDefault("5")
        int nameTon();

        @WithDefault("0")
        int nameNpi();
    }
}
