package io.trunkline.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateway's settings. Every bound that protects it, or a service behind it, is one of them. */
@ConfigMapping(prefix = "gateway")
public interface GatewayConfig {

    /** The services behind the gateway, by name. */
    @NotEmpty
    Map<String, Upstream> upstreams();

    /** What is public, by a name that metrics and logs use. */
    @NotEmpty
    Map<String, Route> routes();

    /** Rate limits by name. {@code default} must be among them. */
    @NotEmpty
    Map<String, Limit> limits();

    /** How many clients' rates are remembered for each limit; beyond that the least active ones are forgotten. */
    @WithDefault("100000")
    @Min(1_000)
    int rememberedClients();

    Bodies bodies();

    Timeouts timeouts();

    /** How often the services are asked whether they are ready, for {@code /q/health}. */
    @WithDefault("PT2S")
    Duration probes();

    Streams streams();

    Cors cors();

    OpenApi openApi();

    /**
     * The share of traces, 0 to 1, that is recorded by the services. It is decided here, once per request, and told to them
     * in {@code traceparent}; a client does not decide.
     */
    @WithDefault("0")
    @Min(0)
    @Max(1)
    double tracesRatio();

    /** A service behind the gateway. */
    interface Upstream {

        /** Where it is; scheme, host and port only. */
        URI url();

        /**
         * The most connections to it for ordinary requests, so the most requests that it works on at once. One that hangs can
         * hold this many, and nothing of the other services. Shared out evenly among the event loops, at least one for each.
         */
        @WithDefault("256")
        @Min(1)
        int connections();

        /** The most requests that wait for such a connection, shared out in the same way; one more is 503. */
        @WithDefault("512")
        @Min(0)
        int waiting();

        /** The most WebSockets and event streams to it at once; they do not take the connections of ordinary requests. */
        @WithDefault("1024")
        @Min(1)
        int streams();

        /** Where it says whether it is ready. */
        @WithDefault("/q/health/ready")
        String healthPath();

        /** Where its OpenAPI document is, as JSON. */
        @WithDefault("/q/openapi?format=json")
        String openApiPath();
    }

    /** A public path. */
    interface Route {

        /** The path, and everything below it. The longest that fits decides; only whole segments fit. */
        @Pattern(regexp = "(/[A-Za-z0-9._~-]+)+")
        String path();

        /** The name of the upstream that serves it. */
        String upstream();

        /** Whether a valid access token is demanded here, before the service sees the request. */
        @WithDefault("required")
        Token token();

        /** The rate limit that holds here. */
        @WithDefault("default")
        String limit();
    }

    /** Whether a route demands a token. */
    enum Token {
        REQUIRED,
        OPTIONAL
    }

    /** How often one client may ask: a bucket of {@code requests} that fills up evenly over {@code window}. */
    interface Limit {

        /** The most requests at once, and per window in the long run. */
        @Min(1)
        @Max(1_000_000_000)
        long requests();

        /** In how much time the bucket fills up. */
        @WithDefault("PT1M")
        Duration window();

        /** Who counts as one client: the account, where a token names one, or always the address. */
        @WithDefault("account")
        Key key();
    }

    /** Who counts as one client. */
    enum Key {
        ACCOUNT,
        ADDRESS
    }

    /** What a client may send. */
    interface Bodies {

        /** The largest body; more is 413, whether announced or found out on the way. */
        @WithDefault("1M")
        MemorySize largest();

        /** The slowest body: bytes per second, on average, that a client must send after the grace time; slower is 408. */
        @WithDefault("1K")
        MemorySize slowest();

        /** How long a body may take before its rate is looked at. */
        @WithDefault("PT10S")
        Duration grace();
    }

    /** How long the gateway waits. */
    interface Timeouts {

        /** For a connection to a service; then 504. */
        @WithDefault("PT1S")
        Duration connect();

        /** For the next byte to or from a service during a request; then 504, or an answer that breaks off. */
        @WithDefault("PT30S")
        Duration response();

        /** For the rest of a request's head once its first byte is there; then 408 and an end. */
        @WithDefault("PT10S")
        Duration head();
    }

    /** WebSockets and event streams. */
    interface Streams {

        /**
         * After this silence in both directions a stream ends, so services send something more often. The same holds towards
         * the client, by {@code quarkus.http.idle-timeout}: the shorter one decides.
         */
        @WithDefault("PT1M")
        Duration idle();

        /** The most that one session may have open at once; one more is 429. */
        @WithDefault("16")
        @Min(1)
        int perSession();
    }

    /** Browsers from other origins. */
    interface Cors {

        /** The origins that may call, such as {@code https://app.example}; none unless set. */
        Optional<List<String>> origins();

        /** How long a browser may remember the permission. */
        @WithDefault("PT1H")
        Duration remembered();
    }

    /** The merged OpenAPI document. */
    interface OpenApi {

        /** How often the services' documents are read again. */
        @WithDefault("PT1M")
        Duration refresh();

        /** How soon that happens again if one could not be read. */
        @WithDefault("PT3S")
        Duration retry();

        /** The largest document that is read. */
        @WithDefault("2M")
        MemorySize largest();
    }
}
