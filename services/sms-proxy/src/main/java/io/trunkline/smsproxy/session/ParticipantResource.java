package io.trunkline.smsproxy.session;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.smsproxy.session.MaskedSessions.Idempotency;
import io.trunkline.smsproxy.session.SessionRequest.PersonRequest;
import io.trunkline.smsproxy.session.SessionView.ParticipantView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Who is in a session. */
@Path("/v1/proxy-sessions/{session}/participants")
@Tag(name = "Masked sessions")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN, Roles.SERVICE})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class ParticipantResource {

    private final Participants participants;
    private final Caller caller;

    ParticipantResource(Participants participants, Caller caller) {
        this.participants = participants;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listParticipants", summary = "List who is, or has been, in a session")
    @APIResponse(responseCode = "200", description = "Everybody, in the order of their coming")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such session")
    public Uni<ParticipantsView> list(@PathParam("session") UUID session) {
        return participants.list(caller.id(), session).map(ParticipantsView::of);
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            operationId = "addParticipant",
            summary = "Take somebody into an open session",
            description =
                    "This person is told that the session has started, and gets what the other sides write from now on. "
                            + "Without a side, joins b.")
    @APIResponseSchema(value = ParticipantView.class, responseCode = "201", responseDescription = "Who is in it now")
    @APIResponse(responseCode = "400", description = "Something in the request is not acceptable")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such session")
    @APIResponse(
            responseCode = "409",
            description = "The session is over or full, the person is in it, or no number is free for this person")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key belongs to another request")
    public Uni<ParticipantView> add(
            @PathParam("session") UUID session,
            @Valid @NotNull PersonRequest request,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "Repeat a request with the same key and it is done once")
                    @Nullable
                    String key) {
        Idempotency idempotency = key == null ? null : new Idempotency(key, request.toString());
        return participants.add(caller.id(), session, request, idempotency).map(ParticipantView::of);
    }

    @DELETE
    @Path("/{participant}")
    @Operation(
            operationId = "removeParticipant",
            summary = "Show somebody out of an open session",
            description =
                    "This person is told that the session has ended, and is a stranger to its number from then on.")
    @APIResponse(responseCode = "204", description = "This person is out")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such session, or nobody of that id is in it")
    @APIResponse(responseCode = "409", description = "The session is over")
    public Uni<Void> remove(@PathParam("session") UUID session, @PathParam("participant") UUID participant) {
        return participants.remove(caller.id(), session, participant);
    }

    /** Who is, or has been, in a session. */
    record ParticipantsView(List<ParticipantView> items) {

        static ParticipantsView of(List<MaskedSession.Participant> people) {
            return new ParticipantsView(people.stream().map(ParticipantView::of).toList());
        }
    }
}
