package io.trunkline.smsproxy.customer;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.auth.Caller;
import io.trunkline.kit.auth.Roles;
import io.trunkline.kit.paging.Page;
import io.trunkline.kit.webhook.WebhookEndpoints;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** {@code /v1/proxy-webhooks}: where an owner is called. */
@Path("/v1/proxy-webhooks")
@Tag(
        name = "Webhooks to you",
        description = "Where you are called when something happens, signed as Standard Webhooks has it")
@SecurityRequirement(name = "bearer")
@RolesAllowed({Roles.OPERATOR, Roles.ADMIN, Roles.SERVICE})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class CustomerWebhookResource {

    private final CustomerEndpoints customers;
    private final WebhookEndpoints endpoints;
    private final Caller caller;

    CustomerWebhookResource(CustomerEndpoints customers, WebhookEndpoints endpoints, Caller caller) {
        this.customers = customers;
        this.endpoints = endpoints;
        this.caller = caller;
    }

    @GET
    @Operation(operationId = "listProxyWebhooks", summary = "List where you are called")
    @APIResponse(responseCode = "200", description = "Your endpoints, one for each purpose at most, on one page")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    public Uni<Page<EndpointView>> list() {
        return endpoints.of(caller.id()).map(list -> new Page<>(list, null).map(EndpointView::of));
    }

    @PUT
    @Path("/{purpose}")
    @Operation(
            operationId = "setProxyWebhook",
            summary = "Set where you are called",
            description =
                    "What waits to be told goes there, too. The purpose status tells of every message and session: a POST "
                            + "with the headers webhook-id, webhook-timestamp and webhook-signature, repeated until it is answered "
                            + "with 2xx, or with 410 for never again.")
    @APIResponseSchema(value = EndpointView.class, responseCode = "200", responseDescription = "The endpoint")
    @APIResponse(responseCode = "400", description = "Such an address is not called")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "Nobody is called for that purpose")
    public Uni<EndpointView> set(
            @PathParam("purpose") @Parameter(description = "What you want to be called for", example = "status")
                    String purpose,
            @Valid @NotNull EndpointRequest request) {
        return customers.set(caller.id(), purpose, request.url()).map(EndpointView::of);
    }

    @DELETE
    @Path("/{purpose}")
    @ResponseStatus(204)
    @Operation(
            operationId = "deleteProxyWebhook",
            summary = "Be called no more",
            description = "What waits to be told is given up.")
    @APIResponse(responseCode = "204", description = "You are not called for it any more")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    @APIResponse(responseCode = "404", description = "You have no such endpoint")
    public Uni<Void> delete(
            @PathParam("purpose") @Parameter(description = "What you were called for", example = "status")
                    String purpose) {
        return customers.remove(caller.id(), purpose);
    }

    @POST
    @Path("/secret")
    @ResponseStatus(201)
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "newProxyWebhookSecret",
            summary = "Make a new secret",
            description =
                    "All your endpoints share it. It is told this once; the one before signs as well for 24 hours.")
    @APIResponseSchema(value = SecretView.class, responseCode = "201", responseDescription = "The secret")
    @APIResponse(responseCode = "401", description = "No valid access token")
    @APIResponse(responseCode = "403", description = "Needs the role operator, admin or service")
    public Uni<SecretView> newSecret() {
        return endpoints.newSecret(caller.id()).map(SecretView::new);
    }
}
