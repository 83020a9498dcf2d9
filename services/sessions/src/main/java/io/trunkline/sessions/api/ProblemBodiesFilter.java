package io.trunkline.sessions.api;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import io.trunkline.kit.problem.Problem;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Every failure has a problem as its body: said here once instead of at each status of each operation. */
@OpenApiFilter(RunStage.BUILD)
public class ProblemBodiesFilter implements OASFilter {

    private static final String NAME = "Problem";

    @Override
    public Operation filterOperation(Operation operation) {
        if (operation.getResponses() != null && operation.getResponses().getAPIResponses() != null) {
            operation.getResponses().getAPIResponses().forEach(ProblemBodiesFilter::describe);
        }
        return operation;
    }

    private static void describe(String status, APIResponse response) {
        boolean failure = status.startsWith("4") || status.startsWith("5");
        if (failure && response.getContent() == null) {
            response.setContent(OASFactory.createContent()
                    .addMediaType(
                            Problem.MEDIA_TYPE,
                            OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().ref("#/components/schemas/" + NAME))));
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI description) {
        if (description.getComponents() == null) {
            description.setComponents(OASFactory.createComponents());
        }
        description.getComponents().addSchema(NAME, problem());
    }

    private static Schema problem() {
        return object("Why the request failed (RFC 9457)")
                .addProperty("type", text("Names the kind of problem"))
                .addProperty("title", text("The same for every problem of the kind"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("What happened in this case"))
                .addProperty("instance", text("The path that was asked for"))
                .addProperty("traceId", text("Quote this when asking for help"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .description("Which parts of the request are not acceptable")
                                .items(object("One of them")
                                        .addProperty("pointer", text("Where, as a JSON pointer"))
                                        .addProperty("reason", text("What is wrong with it"))));
    }

    private static Schema object(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT).description(description);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
