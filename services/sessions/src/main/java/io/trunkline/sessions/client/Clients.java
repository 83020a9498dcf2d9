package io.trunkline.sessions.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.trunkline.kit.Ids;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.sessions.client.Client.Kind;
import io.trunkline.sessions.client.ClientStore.Registered;
import io.trunkline.sessions.oauth.OAuthError;
import io.trunkline.sessions.oauth.OAuthRefused;
import io.trunkline.sessions.secret.OpaqueToken;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Registers clients, and tells whether one is who it says. */
@ApplicationScoped
public class Clients {

    private static final int MOST_REMEMBERED = 1_000;

    /** A client that has just been made, with the only sight of its secret. */
    record Created(Client client, OpaqueToken secret) {}

    private final ClientStore store;
    private final Ids ids;
    private final Clock clock;
    private final RandomGenerator random;
    private final Cache<String, Registered> remembered;

    Clients(ClientStore store, ClientConfig config, Ids ids, Clock clock, RandomGenerator random) {
        this.store = store;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
        this.remembered = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(config.remembered())
                .build();
    }

    /** Fails with invalid_client, whether the client is unknown or the secret wrong. */
    public Uni<Client> authenticate(ClientClaim claim) {
        return find(claim.clientId())
                .map(found -> found != null && isProved(found, claim.secret()) ? found.client() : null)
                .onItem()
                .ifNull()
                .failWith(() -> new OAuthRefused(OAuthError.INVALID_CLIENT, "The client is not known, or not proved"));
    }

    private Uni<@Nullable Registered> find(String clientId) {
        Registered known = remembered.getIfPresent(clientId);
        if (known != null) {
            return Uni.createFrom().item(known);
        }
        return store.byClientId(clientId).invoke(this::remember);
    }

    private void remember(@Nullable Registered found) {
        if (found != null) {
            remembered.put(found.client().clientId(), found);
        }
    }

    private static boolean isProved(Registered registered, @Nullable String secret) {
        Buffer hash = registered.secretHash();
        if (hash == null) {
            return secret == null;
        }
        return secret != null && MessageDigest.isEqual(hash.getBytes(), new OpaqueToken(secret).hash());
    }

    Uni<Created> create(String name, Set<String> roles) {
        UUID id = ids.next();
        Client client = new Client(id, id.toString(), name, Kind.SERVICE, roles, clock.instant());
        OpaqueToken secret = OpaqueToken.random(OpaqueToken.CLIENT_SECRET, random);
        return store.insert(client, secret.hash()).replaceWith(new Created(client, secret));
    }

    Uni<Page<Client>> list(PageRequest page) {
        return store.list(page).map(rows -> Page.of(rows, page, Client::id));
    }

    /** Fails with 404 if there is none, with 409 if it is one of our own apps. */
    Uni<Void> delete(UUID id) {
        return store.byId(id)
                .onItem()
                .ifNull()
                .failWith(() -> new Refused(KitProblem.NOT_FOUND, "There is no such client"))
                .map(Registered::client)
                .invoke(Clients::requireService)
                .call(() -> store.delete(id))
                .invoke(client -> remembered.invalidate(client.clientId()))
                .replaceWithVoid();
    }

    private static void requireService(Client client) {
        if (client.kind() != Kind.SERVICE) {
            throw new Refused(KitProblem.CONFLICT, "Nobody could sign in without this client");
        }
    }
}
