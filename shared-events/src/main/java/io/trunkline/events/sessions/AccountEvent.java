package io.trunkline.events.sessions;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.trunkline.events.E164;
import io.trunkline.events.Event;
import io.trunkline.events.Topic;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The life of an account. Ordered per account. */
@JsonClassDescription("The life of an account. Ordered per account.")
public sealed interface AccountEvent extends Event {

    UUID accountId();

    @Override
    default Topic topic() {
        return Topic.SESSIONS_ACCOUNT;
    }

    @Override
    default String key() {
        return accountId().toString();
    }

    @JsonClassDescription("Somebody has signed up and proved the phone number, or an operator made the account.")
    record Registered(
            UUID accountId,

            @JsonPropertyDescription("The proved number; absent for accounts that sign in by a login name.") @Nullable
            E164 phone,

            @Nullable String login,
            @Nullable String name,
            Set<String> roles,
            Instant at)
            implements AccountEvent {}

    @JsonClassDescription("An operator has let the account in, where sign-up needs consent.")
    record Accepted(UUID accountId, UUID acceptedBy, Instant at) implements AccountEvent {}

    @JsonClassDescription("An operator has refused the account, where sign-up needs consent.")
    record Rejected(
            UUID accountId, UUID rejectedBy, @Nullable String reason, Instant at) implements AccountEvent {}

    @JsonClassDescription("Something of the account has changed; carries the state after the change.")
    record Updated(
            UUID accountId,
            @Nullable E164 phone,
            @Nullable String login,
            @Nullable String name,

            @JsonPropertyDescription("BCP 47 language tag.") @Nullable
            String language,

            Set<String> roles,
            Instant at)
            implements AccountEvent {}

    @JsonClassDescription("The account may not be used any more; its sessions have ended.")
    record Deactivated(UUID accountId, UUID deactivatedBy, Instant at) implements AccountEvent {}
}
