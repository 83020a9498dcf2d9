package io.trunkline.smsproxy.relay;

import io.trunkline.smsproxy.message.NewMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a message that came in.
 *
 * @param outcome a word that is kept with it
 * @param messages what goes out because of it
 * @param automaticReply whether that is an answer to the writer, of which there are only so many
 * @param question what the owner is asked about it; null for nothing
 */
record Decision(
        Outcome outcome,
        List<NewMessage> messages,
        Consent consent,
        boolean automaticReply,
        @Nullable Question question) {

    static Decision of(Outcome outcome) {
        return new Decision(outcome, List.of(), Consent.AS_IT_WAS, false, null);
    }

    static Decision relay(List<NewMessage> messages) {
        return new Decision(
                messages.isEmpty() ? Outcome.UNHEARD : Outcome.RELAYED, messages, Consent.AS_IT_WAS, false, null);
    }

    /** Passed on unless the owner says no before that moment. */
    Decision unlessVetoed(Instant until) {
        List<NewMessage> held =
                messages.stream().map(message -> message.held(until)).toList();
        return held.isEmpty() ? this : new Decision(outcome, held, consent, automaticReply, Question.INTERCEPT);
    }

    /** The owner is to say what is done about a stranger. */
    static Decision ask() {
        return new Decision(Outcome.ASKED, List.of(), Consent.AS_IT_WAS, false, Question.OUT_OF_SESSION);
    }

    /** In the owner's own words. */
    static Decision answer(NewMessage message) {
        return new Decision(Outcome.ANSWERED, List.of(message), Consent.AS_IT_WAS, false, null);
    }

    static Decision reply(Outcome outcome, NewMessage message) {
        return new Decision(outcome, List.of(message), Consent.AS_IT_WAS, true, null);
    }

    static Decision consent(Consent consent, NewMessage confirmation) {
        Outcome outcome = consent == Consent.WITHDRAWN ? Outcome.OPTED_OUT : Outcome.OPTED_IN;
        return new Decision(outcome, List.of(confirmation), consent, false, null);
    }

    /** What has become of it. */
    enum Outcome {
        /** Passed on to the other side. */
        RELAYED,
        /** There is nobody on the other side who wants to hear it. */
        UNHEARD,
        /** The writer is in no session there, and was told so. */
        STRANGER,
        /** The writer is in no session there, and the owner is asked what to do. */
        ASKED,
        /** The owner has answered the writer, who is in no session there. */
        ANSWERED,
        /** The owner did not want it to be passed on. */
        VETOED,
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
