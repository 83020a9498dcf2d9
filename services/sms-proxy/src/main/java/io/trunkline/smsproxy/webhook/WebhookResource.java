package io.trunkline.smsproxy.webhook;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.address.ClientAddresses;
import io.trunkline.smsproxy.carrier.WebhookAnswer;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /webhooks/{carrier}/{secret}}: where carriers post to. */
@Path("/webhooks/{carrier}/{secret}")
@Tag(name = "Webhooks", description = "Where carriers post to")
class WebhookResource {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final Webhooks webhooks;
    private final ClientAddresses addresses;

    WebhookResource(Webhooks webhooks, ClientAddresses addresses) {
        this.webhooks = webhooks;
        this.addresses = addresses;
    }

    @POST
    @Operation(
            operationId = "takeWebhook",
            summary = "Take a message or a receipt from a carrier",
            description =
                    "In the carrier's own format. Answered when what it tells is stored; a repeat changes nothing.")
    @APIResponse(responseCode = "200", description = "It is stored")
    @APIResponse(responseCode = "400", description = "Not what this carrier sends")
    @APIResponse(responseCode = "403", description = "Not proven to be the carrier's")
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    @APIResponse(responseCode = "503", description = "It cannot be stored now: come again")
    public Uni<Response> post(
            @PathParam("carrier") String carrier,
            @PathParam("secret") String secret,
            @RequestBody(description = "As the carrier has it") byte[] body,
            @Context HttpServerRequest http) {
        return take(carrier, secret, "POST", body, http);
    }

    @GET
    @Operation(operationId = "takeWebhookByGet", summary = "The same, for carriers that send a query")
    @APIResponse(responseCode = "200", description = "It is stored")
    @APIResponse(responseCode = "400", description = "Not what this carrier sends")
    @APIResponse(responseCode = "403", description = "Not proven to be the carrier's")
    @APIResponse(responseCode = "404", description = "There is no such webhook")
    @APIResponse(responseCode = "503", description = "It cannot be stored now: come again")
    public Uni<Response> get(
            @PathParam("carrier") String carrier, @PathParam("secret") String secret, @Context HttpServerRequest http) {
        return take(carrier, secret, "GET", new byte[0], http);
    }

    private Uni<Response> take(String carrier, String secret, String method, byte[] body, HttpServerRequest http) {
        WebhookRequest request = new WebhookRequest(
                method, webhooks.publicUrl(http.uri()), headers(http), Buffer.buffer(body), clientAddress(http));
        return webhooks.take(carrier, secret, request).map(WebhookResource::response);
    }

    private static Response response(WebhookAnswer answer) {
        return answer.body().isEmpty() && answer.contentType().isEmpty()
                ? Response.ok().build()
                : Response.ok(answer.body(), answer.contentType()).build();
    }

    private static Map<String, List<String>> headers(HttpServerRequest http) {
        Map<String, List<String>> headers = new HashMap<>();
        http.headers().forEach((name, value) -> headers.computeIfAbsent(
                        name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(value));
        return headers;
    }

    private String clientAddress(HttpServerRequest http) {
        InetAddress peer = InetAddress.ofLiteral(http.remoteAddress().hostAddress());
        return addresses.clientOf(peer, http.headers().getAll(FORWARDED_FOR)).getHostAddress();
    }
}
