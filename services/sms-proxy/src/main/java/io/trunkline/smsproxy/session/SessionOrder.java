package io.trunkline.smsproxy.session;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.Ids;
import io.trunkline.kit.phone.PhoneNumbers;
import io.trunkline.kit.problem.Refused;
import io.trunkline.smsproxy.ProxyConfig;
import io.trunkline.smsproxy.pool.NumberPool;
import io.trunkline.smsproxy.pool.Numbers;
import io.trunkline.smsproxy.session.MaskedSession.TtlFrom;
import io.trunkline.smsproxy.session.NewSession.Person;
import io.trunkline.smsproxy.session.SessionRequest.PersonRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes of what an owner asks for what can be started. */
@ApplicationScoped
class SessionOrder {

    private static final String FIRST_SIDE = "a";
    private static final String OTHER_SIDE = "b";

    private final Numbers numbers;
    private final MaskedSessions sessions;
    private final ProxyConfig config;
    private final Ids ids;

    SessionOrder(Numbers numbers, MaskedSessions sessions, ProxyConfig config, Ids ids) {
        this.numbers = numbers;
        this.sessions = sessions;
        this.config = config;
        this.ids = ids;
    }

    /** @throws Refused 400 if it makes no sense, 404 for an unknown pool */
    Uni<NewSession> of(UUID owner, SessionRequest request) {
        return pool(owner, request.pool()).map(pool -> of(owner, pool, request));
    }

    /** @throws Refused 400 if it makes no sense */
    NewSession of(UUID owner, NumberPool pool, SessionRequest request) {
        boolean open = Boolean.TRUE.equals(request.open());
        List<Person> people = people(request.participants(), open);
        Instant now = sessions.now();
        Instant expiresAt = expiresAt(request.ttl(), request.closesAt(), now);
        E164 number = request.number() == null ? null : phone(request.number(), "number");
        return new NewSession(
                ids.next(),
                owner,
                pool,
                request.name(),
                people,
                number,
                request.ttl(),
                request.ttlFrom() == null ? TtlFrom.CREATION : request.ttlFrom(),
                request.closesAt(),
                expiresAt,
                request.texts() == null ? SessionTexts.USUAL : request.texts(),
                !Boolean.FALSE.equals(request.honoursStop()),
                open ? OTHER_SIDE : null,
                now);
    }

    private Uni<NumberPool> pool(UUID owner, @Nullable UUID pool) {
        return pool == null ? numbers.defaultPool(owner) : numbers.pool(owner, pool);
    }

    /** @throws Refused 400 if the number is none */
    Person newcomer(MaskedSession session, PersonRequest request) {
        String waited = session.openSide();
        return person(request, waited == null ? OTHER_SIDE : waited, "number");
    }

    private List<Person> people(List<PersonRequest> requests, boolean open) {
        List<Person> people = new ArrayList<>();
        IntStream.range(0, requests.size()).forEach(i -> people.add(person(requests.get(i), i)));
        requireDifferentNumbers(people);
        requireSides(people, open);
        return people;
    }

    private Person person(PersonRequest request, int place) {
        return person(request, place == 0 ? FIRST_SIDE : OTHER_SIDE, "participants/" + place + "/number");
    }

    private Person person(PersonRequest request, String usualSide, String field) {
        return new Person(
                ids.next(),
                request.side() == null ? usualSide : request.side(),
                phone(request.number(), field),
                request.number(),
                request.name());
    }

    private E164 phone(String text, String field) {
        return PhoneNumbers.parse(text, config.defaultRegion().orElse(null), field);
    }

    private static void requireDifferentNumbers(List<Person> people) {
        if (people.stream().map(Person::number).distinct().count() < people.size()) {
            throw Refused.invalid("participants", "must be different people");
        }
    }

    private static void requireSides(List<Person> people, boolean open) {
        long sides = people.stream().map(Person::side).distinct().count();
        if (!open && sides < 2) {
            throw Refused.invalid("participants", "must stand on two sides at least, unless the session is open");
        }
        if (open && people.stream().anyMatch(person -> person.side().equals(OTHER_SIDE))) {
            throw Refused.invalid("participants", "must leave side b to whoever writes in, if the session is open");
        }
    }

    private static @Nullable Instant expiresAt(@Nullable Duration ttl, @Nullable Instant closesAt, Instant now) {
        if (closesAt != null && !closesAt.isAfter(now)) {
            throw Refused.invalid("closesAt", "must lie in the future");
        }
        return MaskedSession.earlier(ttl == null ? null : now.plus(ttl), closesAt);
    }
}
