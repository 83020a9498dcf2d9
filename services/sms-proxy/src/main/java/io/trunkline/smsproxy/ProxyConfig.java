package io.trunkline.smsproxy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How conversations are masked. */
@ConfigMapping(prefix = "sms-proxy")
public interface ProxyConfig {

    /** ISO 3166 code of the country whose national numbers are understood; without it only international ones are. */
    Optional<@Size(min = 2, max = 2) String> defaultRegion();

    /** The carrier account of numbers that name none, and of the system's own messages. */
    @WithDefault("main")
    String defaultCarrier();

    /** What begins every text of the system, in brackets and upper case. Texts that people write are passed on untouched. */
    @WithDefault("Trunkline")
    @Size(min = 1, max = 40)
    String organization();

    /** Said to both when a session starts. */
    @WithDefault("Your session has started. Reply to this message to reach the other party.")
    String sessionStartText();

    /** Said to both when a session is ended. */
    @WithDefault("Your session has ended.")
    String sessionEndText();

    /** Said to somebody who writes to a number without being in a session there. */
    @WithDefault("This number is not in a session with you.")
    String noSessionText();

    /** Said when a session's time is over; empty says nothing. */
    Optional<String> sessionExpiryText();

    /** Said to somebody who has told us to stop. */
    @WithDefault("You will get no more messages from us. Reply START to get them again.")
    String stoppedText();

    /** Said to somebody who has told us to start again. */
    @WithDefault("You will get messages from us again. Reply STOP to end them.")
    String startedText();

    /** Said to somebody whose message is too long to be passed on. */
    @WithDefault("Your message is too long and was not passed on.")
    String tooLongText();

    /** Words that, alone in a message, opt out. */
    @WithDefault("STOP,STOPALL,UNSUBSCRIBE,CANCEL,END,QUIT,ARRET,ARRÊT")
    Set<String> stopWords();

    /** Words that, alone in a message, opt in again. */
    @WithDefault("START,UNSTOP")
    Set<String> startWords();

    /** How long somebody who got an automatic answer gets no other from the same number. */
    @WithDefault("PT5M")
    Duration automaticReplyInterval();

    /** How long an owner is waited for who wants to have a say about a message. */
    @WithDefault("PT10S")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 5)
    Duration customerPatience();

    /** How long the parts of a long message are waited for; then what is there is passed on. */
    @WithDefault("PT3M")
    Duration partsPatience();

    /** How long receipts that come before the carrier's answer are kept. */
    @WithDefault("PT24H")
    Duration earlyReceiptsKept();

    /** How long messages, and the people of sessions that are over, are kept. */
    @WithDefault("P90D")
    Duration retention();

    /** The longest text that is taken, in characters. */
    @WithDefault("1600")
    @Min(160)
    @Max(10_000)
    int longestText();
}
