package io.trunkline.sessions.key;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When keys are made, sign, and go. A key signs from its own moment until that of its successor. It is published before, so
 * that every consumer knows it when its first token appears, and after, until its last token has expired.
 *
 * @param rotateEvery how long a key signs
 * @param announce how long a key is published before it signs
 * @param keepAfter how long a key is published after its successor has taken over
 */
record KeySchedule(Duration rotateEvery, Duration announce, Duration keepAfter) {

    /** What the schedule needs to know of a key. */
    interface Timed {

        /** From when on it signs. */
        Instant signsFrom();

        /** Whether this service can sign with it. */
        boolean canSign();
    }

    /** From when on a key should sign that is to be made now; empty if none is needed. */
    Optional<Instant> nextSignsFrom(List<? extends Timed> keys, Instant now) {
        Optional<Instant> newest =
                keys.stream().filter(Timed::canSign).map(Timed::signsFrom).max(Comparator.naturalOrder());
        if (newest.isEmpty()) {
            // Nobody can have an older key in mind: the first one signs at once.
            return Optional.of(now);
        }
        Instant due = newest.get().plus(rotateEvery).minus(announce);
        return now.isBefore(due) ? Optional.empty() : Optional.of(now.plus(announce));
    }

    /** The key that signs now; empty only before the first one is made. */
    <K extends Timed> Optional<K> signer(List<K> keys, Instant now) {
        return keys.stream()
                .filter(Timed::canSign)
                .filter(key -> !key.signsFrom().isAfter(now))
                .max(Comparator.comparing(Timed::signsFrom));
    }

    /** The keys that no valid token can name any more. */
    <K extends Timed> List<K> retired(List<K> keys, Instant now) {
        return keys.stream().filter(key -> isRetired(key, keys, now)).toList();
    }

    private boolean isRetired(Timed key, List<? extends Timed> keys, Instant now) {
        return keys.stream()
                .filter(Timed::canSign)
                .map(Timed::signsFrom)
                .filter(key.signsFrom()::isBefore)
                .min(Comparator.naturalOrder())
                .map(successor -> !now.isBefore(successor.plus(keepAfter)))
                .orElse(false);
    }
}
