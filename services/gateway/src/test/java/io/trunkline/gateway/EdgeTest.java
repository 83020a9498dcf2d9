package io.trunkline.gateway;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.trunkline.kit.testing.Infrastructure;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;

/** What the tests through the whole gateway have in common: a bus, an issuer, and services behind it. */
@QuarkusTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "database", value = "none"))
@QuarkusTestResource(Services.class)
public abstract class EdgeTest {

    @TestHTTPResource("/")
    URI url;

    protected Client client;

    @BeforeEach
    void connect() {
        client = new Client(url);
    }
}
