package io.trunkline.kit.address;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** What a name means. Called from many places at once; must not block. */
public interface NameResolver {

    /** All addresses of a host name or a literal address, at least one. Fails with {@link UnknownHostException}. */
    Uni<List<InetAddress>> resolve(String host);
}
