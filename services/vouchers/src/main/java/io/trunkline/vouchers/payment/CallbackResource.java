package io.trunkline.vouchers.payment;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.KitProblem;
import io.trunkline.kit.problem.Refused;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /webhooks/payments/{provider}}: where payment providers tell what has happened. */
@Path("/webhooks/payments/{provider}")
@Tag(name = "Webhooks", description = "Where payment providers tell what has happened")
class CallbackResource {

    private static final String DESCRIPTION =
            "In the provider's own format. It makes us ask the provider, and is not believed otherwise; a repeat changes nothing.";

    private final Notices notices;

    CallbackResource(Notices notices) {
        this.notices = notices;
    }

    @GET
    @Operation(operationId = "takePaymentCallback", summary = "Take a provider's callback", description = DESCRIPTION)
    @APIResponse(responseCode = "200", description = "The provider has been asked, or will be")
    @APIResponse(responseCode = "400", description = "Not what this provider sends")
    @APIResponse(responseCode = "403", description = "Not proven to be the provider's")
    @APIResponse(responseCode = "404", description = "There is nothing here")
    public Uni<Response> get(@PathParam("provider") String provider, @Context UriInfo uri) {
        return take(provider, new Callback(once(uri.getQueryParameters()), ""));
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(
            operationId = "takePaymentNotification",
            summary = "The same, for providers that post",
            description = DESCRIPTION)
    @APIResponse(responseCode = "200", description = "The provider has been asked, or will be")
    @APIResponse(responseCode = "400", description = "Not what this provider sends")
    @APIResponse(responseCode = "403", description = "Not proven to be the provider's")
    @APIResponse(responseCode = "404", description = "There is nothing here")
    public Uni<Response> post(
            @PathParam("provider") String provider,
            @Context UriInfo uri,
            @RequestBody(description = "As the provider has it") String body) {
        return take(provider, new Callback(once(uri.getQueryParameters()), body));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Uni<Response> postForm(@PathParam("provider") String provider, MultivaluedMap<String, String> form) {
        return take(provider, new Callback(once(form), ""));
    }

    private Uni<Response> take(String provider, Callback callback) {
        return notices.take(provider, callback)
                .replaceWith(() -> Response.ok("OK", MediaType.TEXT_PLAIN).build());
    }

    /** A parameter that comes twice could be signed as one and read as the other. */
    private static Map<String, String> once(MultivaluedMap<String, String> parameters) {
        Map<String, String> once = new HashMap<>();
        parameters.forEach((name, values) -> {
            if (values.size() != 1) {
                throw new Refused(KitProblem.MALFORMED_REQUEST, "A parameter comes twice");
            }
            once.put(name, values.getFirst());
        });
        return once;
    }
}
