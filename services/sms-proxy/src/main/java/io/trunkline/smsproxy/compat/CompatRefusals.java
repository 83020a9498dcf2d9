package io.trunkline.smsproxy.compat;

import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers what this API refuses, and nothing of the others. */
class CompatRefusals {

    @ServerExceptionMapper
    RestResponse<Object> refused(CompatRefused refusal) {
        String type = refusal.body() instanceof String ? "text/html;charset=UTF-8" : "application/json";
        return RestResponse.ResponseBuilder.create(RestResponse.Status.fromStatusCode(refusal.status()), refusal.body())
                .type(type)
                .build();
    }
}
