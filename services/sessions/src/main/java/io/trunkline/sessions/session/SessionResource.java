package io.trunkline.sessions.session;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.paging.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/sessions")
@RolesAllowed({Roles.USER, Roles.OPERATOR, Roles.ADMIN})
@Tag(name = "Sessions", description = "Signed-in devices of the caller")
@SecurityRequirement(name = "bearer")
class SessionResource {

    private final Sessions sessions;
    private final Caller caller;

    SessionResource(Sessions sessions, Caller caller) {
        this.sessions = sessions;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "List own sessions", description = "Those that are alive, newest first.")
    @APIResponse(responseCode = "200", description = "A page of sessions")
    @APIResponse(responseCode = "400", description = "The limit or the cursor is not acceptable")
    @APIResponse(responseCode = "401", description = "No token, or a worthless one")
    @APIResponse(responseCode = "403", description = "The caller is a program")
    public Uni<Page<SessionView>> list(@Valid @BeanParam PageRequest page) {
        UUID current = caller.session();
        return sessions.list(caller.account(), page)
                .map(found -> found.map(session -> SessionView.of(session, current)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            summary = "End a session",
            description = "Its tokens are worthless everywhere within a second. It is no error if it has ended before.")
    @APIResponse(responseCode = "204", description = "It has ended")
    @APIResponse(responseCode = "401", description = "No token, or a worthless one")
    @APIResponse(responseCode = "403", description = "The caller is a program")
    @APIResponse(responseCode = "404", description = "The caller has no such session")
    public Uni<Void> end(@PathParam("id") UUID id) {
        return sessions.endOwn(caller.account(), caller.session(), id);
    }

    @DELETE
    @Operation(summary = "End all other sessions", description = "All of the caller's, but not the one that asks.")
    @APIResponse(responseCode = "204", description = "They have ended")
    @APIResponse(responseCode = "401", description = "No token, or a worthless one")
    @APIResponse(responseCode = "403", description = "The caller is a program")
    public Uni<Void> endOthers() {
        return sessions.endOthers(caller.account(), caller.session());
    }
}
