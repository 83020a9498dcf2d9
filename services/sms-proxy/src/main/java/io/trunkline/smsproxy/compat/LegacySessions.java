package io.trunkline.smsproxy.compat;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.Ids;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.smsproxy.pool.NumberPool;
import io.trunkline.smsproxy.pool.Numbers;
import io.trunkline.smsproxy.pool.VirtualNumber;
import io.trunkline.smsproxy.session.MaskedSession;
import io.trunkline.smsproxy.session.MaskedSession.TtlFrom;
import io.trunkline.smsproxy.session.MaskedSessions;
import io.trunkline.smsproxy.session.NewSession;
import io.trunkline.smsproxy.session.NewSession.Person;
import io.trunkline.smsproxy.session.SessionProblem;
import io.trunkline.smsproxy.session.SessionTexts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sessions as the original has them: two people, one number of the default pool, and the carrier's word on their texts. */
@ApplicationScoped
class LegacySessions {

    private final MaskedSessions sessions;
    private final Numbers numbers;
    private final NoticeOutcomes outcomes;
    private final TelephoneNumbers telephoneNumbers;
    private final Ids ids;

    LegacySessions(
            MaskedSessions sessions,
            Numbers numbers,
            NoticeOutcomes outcomes,
            TelephoneNumbers telephoneNumbers,
            Ids ids) {
        this.sessions = sessions;
        this.numbers = numbers;
        this.outcomes = outcomes;
        this.telephoneNumbers = telephoneNumbers;
        this.ids = ids;
    }

    /** A session, and its virtual number as its owner wrote it. */
    record Numbered(MaskedSession session, String virtualTn) {}

    /** @throws CompatRefused if it makes no sense, no number is free, or the carrier refuses a text */
    Uni<Numbered> start(UUID owner, LegacySessionRequest request) {
        E164 a = number(request.participantA());
        E164 b = number(request.participantB());
        if (a.equals(b)) {
            throw CompatRefused.invalid("Invalid arguments: 'participant_a' and 'participant_b' are the same");
        }
        return numbers.defaultPool(owner)
                .chain(pool -> sessions.start(order(owner, pool, request, a, b), null))
                .onFailure(LegacySessions::isNoNumberFree)
                .transform(none -> CompatRefused.failed("Could not create a new session -- No virtual TNs available."))
                .call(session -> requireTold(owner, session))
                .chain(session -> numbered(owner, session));
    }

    private E164 number(String written) {
        E164 number = telephoneNumbers.read(written);
        if (number == null) {
            throw LegacySessionRequest.invalid();
        }
        return number;
    }

    private NewSession order(UUID owner, NumberPool pool, LegacySessionRequest request, E164 a, E164 b) {
        Instant now = sessions.now();
        return new NewSession(
                ids.next(),
                owner,
                pool,
                null,
                List.of(
                        new Person(ids.next(), "a", a, request.participantA(), null),
                        new Person(ids.next(), "b", b, request.participantB(), null)),
                null,
                request.expiryWindow().ttl(),
                TtlFrom.CREATION,
                null,
                request.expiryWindow().endAfter(now),
                SessionTexts.USUAL,
                true,
                null,
                now);
    }

    private static boolean isNoNumberFree(Throwable failure) {
        return failure instanceof Refused refused && refused.type() == SessionProblem.NO_NUMBER_FREE;
    }

    /** A session that its people cannot be told of is none. */
    private Uni<Void> requireTold(UUID owner, MaskedSession session) {
        return outcomes.of(session.id(), session.createdAt())
                .chain(standing -> standing.refused()
                        ? sessions.cancel(owner, session.id()).invoke(() -> {
                            throw CompatRefused.byTheCarrier(standing.code());
                        })
                        : Uni.createFrom().voidItem());
    }

    private Uni<Numbered> numbered(UUID owner, MaskedSession session) {
        E164 number = session.participants().getFirst().proxyNumber();
        return numbers.byNumber(owner, number)
                .map(found -> new Numbered(session, found == null ? number.number() : found.written()));
    }

    /** What is open, oldest first. */
    Uni<List<Numbered>> all(UUID owner) {
        return numbers.defaultPool(owner).chain(pool -> sessions.allOpen(owner)
                .chain(open -> numbers.all(owner).map(written -> numbered(pool, open, written))));
    }

    private static List<Numbered> numbered(NumberPool pool, List<MaskedSession> open, List<VirtualNumber> numbers) {
        Map<E164, String> written =
                numbers.stream().collect(Collectors.toMap(VirtualNumber::number, VirtualNumber::written));
        return open.stream()
                .filter(session -> session.pool().equals(pool.id()))
                .map(session -> numbered(session, written))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Null without people: it has ended just now, and they have been erased. */
    private static @Nullable Numbered numbered(MaskedSession session, Map<E164, String> written) {
        if (session.participants().isEmpty()) {
            return null;
        }
        E164 number = session.participants().getFirst().proxyNumber();
        return new Numbered(session, written.getOrDefault(number, number.number()));
    }

    /** @throws CompatRefused if there is no such session, or it is over, or the carrier refuses a text */
    Uni<MaskedSession> end(UUID owner, SessionEndRequest request) {
        UUID id = SessionIds.parse(request.sessionId());
        if (id == null) {
            throw unknown(request);
        }
        return sessions.end(owner, id)
                .onFailure(LegacySessions::isGone)
                .transform(gone -> unknown(request))
                .call(this::requireSaid);
    }

    private Uni<Void> requireSaid(MaskedSession ended) {
        Instant at = Objects.requireNonNull(ended.endedAt(), "It has ended");
        return outcomes.of(ended.id(), at)
                .invoke(standing -> {
                    if (standing.refused()) {
                        throw CompatRefused.byTheCarrier(standing.code());
                    }
                })
                .replaceWithVoid();
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof Refused refused
                && (refused.type() == KitProblem.NOT_FOUND || refused.type() == SessionProblem.SESSION_OVER);
    }

    private static CompatRefused unknown(SessionEndRequest request) {
        return CompatRefused.notFound(
                "ProxySession %s could not be deleted because it does not exist".formatted(request.sessionId()),
                "ProxySession not found");
    }
}
