package io.trunkline.smsproxy.relay;

import io.trunkline.smsproxy.message.NewMessage;
import java.util.List;

/**
 * What is done with a message that came in.
 *
 * @param outcome a word that is kept with it
 * @param messages what goes out because of it
 * @param automaticReply whether that is an answer to the writer, of which there are only so many
 */
record Decision(Outcome outcome, List<NewMessage> messages, Consent consent, boolean automaticReply) {

    static Decision of(Outcome outcome) {
        return new Decision(outcome, List.of(), Consent.AS_IT_WAS, false);
    }

    static Decision relay(List<NewMessage> messages) {
        return new Decision(messages.isEmpty() ? Outcome.UNHEARD : Outcome.RELAYED, messages, Consent.AS_IT_WAS, false);
    }

    static Decision reply(Outcome outcome, NewMessage message) {
        return new Decision(outcome, List.of(message), Consent.AS_IT_WAS, true);
    }

    static Decision consent(Consent consent, NewMessage confirmation) {
        Outcome outcome = consent == Consent.WITHDRAWN ? Outcome.OPTED_OUT : Outcome.OPTED_IN;
        return new Decision(outcome, List.of(confirmation), consent, false);
    }

    /** What has become of it. */
    enum Outcome {
        /** Passed on to the other side. */
        RELAYED,
        /** There is nobody on the other side who wants to hear it. */
        UNHEARD,
        /** The writer is in no session there, and was told so. */
        STRANGER,
        /** Longer than what is passed on; the writer was told so. */
        TOO_LONG,
        OPTED_OUT,
        OPTED_IN,
        /** Neither passed on nor answered: from one of our own numbers, a machine, or somebody who was answered just now. */
        IGNORED
    }

    /** Whether the writer wants messages from the owner. */
    enum Consent {
        AS_IT_WAS,
        WITHDRAWN,
        GIVEN
    }
}
