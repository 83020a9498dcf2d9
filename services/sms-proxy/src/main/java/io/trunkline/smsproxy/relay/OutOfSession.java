package io.trunkline.smsproxy.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.Refused;
import io.trunkline.kit.webhook.WebhookAnswer;
import io.trunkline.kit.webhook.WebhookDelivery;
import io.trunkline.kit.webhook.WebhookPurpose;
import io.trunkline.smsproxy.session.Invitation;
import io.trunkline.smsproxy.session.Invitations;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks an owner what is done about a message from outside of sessions. The answer may hold a reply to the writer, or a session
 * that is started and that the message then is the first of. Anything else, and no answer in time, is what happens without an
 * owner who is asked.
 */
@ApplicationScoped
class OutOfSession implements WebhookPurpose {

    private static final Logger LOG = Logger.getLogger(OutOfSession.class);
    private static final int LONGEST_REPLY = 1600;

    private final Strangers strangers;
    private final Invitations invitations;
    private final ObjectMapper json;

    OutOfSession(Strangers strangers, Invitations invitations, ObjectMapper json) {
        this.strangers = strangers;
        this.invitations = invitations;
        this.json = json;
    }

    @Override
    public String name() {
        return Question.OUT_OF_SESSION.purpose();
    }

    /**
     * What an owner may say; nothing of it for the usual.
     *
     * @param reply 1 to 1,600 characters
     */
    record Answer(@Nullable String reply, @Nullable Invitation session) {

        static final Answer USUAL = new Answer(null, null);

        boolean isAcceptable() {
            return reply == null || (!reply.isBlank() && reply.length() <= LONGEST_REPLY);
        }
    }

    @Override
    public Uni<Void> answered(SqlConnection transaction, WebhookDelivery delivery, WebhookAnswer answer) {
        Answer said = read(delivery, answer);
        return strangers.message(transaction, delivery.id()).chain(stranger -> {
            if (said.session() != null) {
                return invite(transaction, delivery.owner(), said.session(), stranger)
                        .chain(() -> strangers.goOn(transaction, stranger));
            }
            return said.reply() == null
                    ? strangers.goOn(transaction, stranger)
                    : strangers.reply(transaction, stranger, said.reply());
        });
    }

    /** If it cannot be, the writer stays a stranger. */
    private Uni<Void> invite(SqlConnection transaction, UUID owner, Invitation invitation, Incoming stranger) {
        return invitations
                .start(transaction, owner, invitation, stranger.sender(), stranger.recipient())
                .onFailure(Refused.class)
                .invoke(refused -> LOG.infof(
                        "The session that %s wants for a stranger cannot be: %s", owner, refused.getMessage()))
                .onFailure(Refused.class)
                .recoverWithNull();
    }

    private Answer read(WebhookDelivery delivery, WebhookAnswer answer) {
        if (answer.body().length() == 0) {
            return Answer.USUAL;
        }
        try {
            Answer said = json.readValue(answer.body().getBytes(), Answer.class);
            if (said != null && said.isAcceptable()) {
                return said;
            }
        } catch (IOException unreadable) {
            LOG.debugf(unreadable, "An answer of %s", delivery.owner());
        }
        LOG.infof("What %s says about a stranger is not understood", delivery.owner());
        return Answer.USUAL;
    }

    @Override
    public Uni<Void> gaveUp(SqlConnection transaction, WebhookDelivery delivery) {
        return strangers.message(transaction, delivery.id()).chain(stranger -> strangers.goOn(transaction, stranger));
    }
}
