package io.trunkline.smsproxy.session;

import io.trunkline.smsproxy.session.MaskedSession.TtlFrom;
import io.trunkline.smsproxy.session.SessionRequest.PersonRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * A session that an owner wants for somebody who has written from outside of sessions.
 *
 * @param participants everybody but the writer, who is the first, on side a
 */
public record Invitation(
        @Size(max = 190) @Nullable String name,

        @NotNull @Size(min = 1, max = MaskedSession.MOST_PEOPLE - 1)
        List<@NotNull @Valid PersonRequest> participants,

        @DurationMin(seconds = 1) @DurationMax(days = 3650) @Nullable
        Duration ttl,

        @Nullable TtlFrom ttlFrom,
        @Nullable Instant closesAt,
        @Valid @Nullable SessionTexts texts,
        @Nullable Boolean honoursStop) {

    private static final String FIRST_SIDE = "a";

    SessionRequest with(String writer, String number) {
        return new SessionRequest(
                null,
                name,
                Stream.concat(Stream.of(new PersonRequest(writer, FIRST_SIDE, null)), participants.stream())
                        .toList(),
                false,
                number,
                ttl,
                ttlFrom,
                closesAt,
                texts,
                honoursStop);
    }
}
