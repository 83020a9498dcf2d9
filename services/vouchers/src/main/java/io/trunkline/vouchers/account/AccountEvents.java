package io.trunkline.vouchers.account;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.CloudEvent;
import io.trunkline.events.sessions.AccountEvent;
import io.trunkline.kit.inbox.Inbox;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from sessions which accounts have been deactivated. */
@ApplicationScoped
class AccountEvents {

    private final Inbox inbox;
    private final ClosedAccounts closedAccounts;

    AccountEvents(Inbox inbox, ClosedAccounts closedAccounts) {
        this.inbox = inbox;
        this.closedAccounts = closedAccounts;
    }

    @Incoming("accounts")
    Uni<Void> on(ConsumerRecord<String, byte[]> record) {
        return inbox.receive("closed-accounts", record, this::apply);
    }

    private Uni<Void> apply(SqlConnection transaction, CloudEvent event) {
        return event.event() instanceof AccountEvent.Deactivated deactivated
                ? closedAccounts.close(transaction, deactivated.accountId(), deactivated.at())
                : Uni.createFrom().voidItem();
    }
}
