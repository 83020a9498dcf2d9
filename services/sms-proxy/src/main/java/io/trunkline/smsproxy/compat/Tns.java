package io.trunkline.smsproxy.compat;

import io.smallrye.mutiny.Uni;
import io.trunkline.events.E164;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import io.trunkline.smsproxy.pool.Numbers;
import io.trunkline.smsproxy.pool.PoolProblem;
import io.trunkline.smsproxy.pool.VirtualNumber;
import io.trunkline.smsproxy.session.MaskedSessions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The one pool of the original: the owner's default pool. */
@ApplicationScoped
class Tns {

    private final Numbers numbers;
    private final MaskedSessions sessions;
    private final TelephoneNumbers telephoneNumbers;

    Tns(Numbers numbers, MaskedSessions sessions, TelephoneNumbers telephoneNumbers) {
        this.numbers = numbers;
        this.sessions = sessions;
        this.telephoneNumbers = telephoneNumbers;
    }

    /** @throws CompatRefused if it is no telephone number, or in a pool */
    Uni<VirtualNumber> add(UUID owner, TnRequest request) {
        E164 number = telephoneNumbers.read(request.value());
        if (number == null) {
            throw TnRequest.invalid();
        }
        return numbers.add(owner, number, request.value())
                .onFailure(failure -> is(failure, PoolProblem.NUMBER_TAKEN))
                .transform(taken -> CompatRefused.duplicate("Virtual TN already exists", "duplicate virtual TN"));
    }

    /** In the order in which they were added. */
    Uni<List<VirtualNumber>> all(UUID owner) {
        return numbers.defaultPool(owner).chain(pool -> numbers.all(owner).map(all -> all.stream()
                .filter(number -> number.pool().equals(pool.id()))
                .toList()));
    }

    /** @throws CompatRefused if there is no such number, or a session has it */
    Uni<VirtualNumber> remove(UUID owner, TnRequest request) {
        return find(owner, request)
                .chain(found -> found.session() == null
                        ? Uni.createFrom().item(found)
                        : sessions.expire().chain(() -> find(owner, request)))
                .invoke(Tns::requireFree)
                .call(found -> numbers.remove(owner, found.id()))
                .onFailure(failure -> is(failure, PoolProblem.NUMBER_IN_USE))
                .transform(taken -> inUse(null))
                .onFailure(failure -> is(failure, KitProblem.NOT_FOUND))
                .transform(gone -> unknown());
    }

    private Uni<VirtualNumber> find(UUID owner, TnRequest request) {
        E164 number = telephoneNumbers.read(request.value());
        if (number == null) {
            throw unknown();
        }
        return numbers.defaultPool(owner)
                .chain(pool -> numbers.byNumber(owner, number)
                        .map(found -> found == null || !found.pool().equals(pool.id()) ? null : found))
                .onItem()
                .ifNull()
                .failWith(Tns::unknown);
    }

    private static void requireFree(VirtualNumber number) {
        if (number.session() != null) {
            throw inUse(number.session());
        }
    }

    /** @param session null if that is not known */
    private static CompatRefused inUse(@Nullable UUID session) {
        String id = session == null ? "" : SessionIds.text(session) + " ";
        return CompatRefused.failed(
                "Cannot delete the number. There is an active ProxySession %susing that VirtualTN.".formatted(id));
    }

    private static CompatRefused unknown() {
        return CompatRefused.notFound(
                "Virtual TN could not be deleted because it does not exist", "virtual TN not found");
    }

    private static boolean is(Throwable failure, io.trunkline.kit.problem.ProblemType type) {
        return failure instanceof Refused refused && refused.type() == type;
    }
}
