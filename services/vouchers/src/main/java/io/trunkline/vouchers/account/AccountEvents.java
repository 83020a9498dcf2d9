package io.trunkline.vouchers.account;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.kit.inbox.Inbox;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from sessions which accounts have been deactivated, and which telephone belongs to whom. */
@ApplicationScoped
class AccountEvents {

    private final Inbox inbox;
    private final ClosedAccounts closedAccounts;
    private final AccountPhones phones;

    AccountEvents(Inbox inbox, ClosedAccounts closedAccounts, AccountPhones phones) {
        this.inbox = inbox;
        this.closedAccounts = closedAccounts;
        this.phones = phones;
    }

    @Incoming("accounts")
    Uni<Void> on(ConsumerRecord<String, byte[]> record) {
        return inbox.receive("accounts", record, this::apply);
    }

    private Uni<Void> apply(SqlConnection transaction, CloudEvent event) {
        return switch (event.event()) {
            case AccountEvent.Registered registered ->
                phones.tell(transaction, registered.accountId(), registered.phone(), registered.at());
            case AccountEvent.Updated updated ->
                phones.tell(transaction, updated.accountId(), updated.phone(), updated.at());
            case AccountEvent.Deactivated deactivated -> close(transaction, deactivated);
            default -> Uni.createFrom().voidItem();
        };
    }

    private Uni<Void> close(SqlConnection transaction, AccountEvent.Deactivated deactivated) {
        return closedAccounts
                .close(transaction, deactivated.accountId(), deactivated.at())
                .chain(() -> phones.tell(transaction, deactivated.accountId(), null, deactivated.at()));
    }
}
