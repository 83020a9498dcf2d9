package io.trunkline.smsproxy.carrier.http;

import io.trunkline.kit.address.ClientAddresses;
import io.trunkline.kit.address.Network;
import io.trunkline.smsproxy.carrier.WebhookRefused;
import io.trunkline.smsproxy.carrier.WebhookRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The addresses that a carrier posts from, for carriers that prove nothing else. */
public final class Senders {

    private final List<Network> networks;

    /** @param networks in CIDR notation; none lets everybody in */
    public Senders(Optional<List<String>> networks) {
        this.networks = networks.orElse(List.of()).stream().map(Network::parse).toList();
    }

    /** @throws WebhookRefused if it comes from anywhere else */
    public void verify(WebhookRequest request) {
        if (!networks.isEmpty() && !isKnown(request.clientAddress())) {
            throw WebhookRefused.forged("Not from an address of the carrier");
        }
    }

    private boolean isKnown(String clientAddress) {
        InetAddress address = ClientAddresses.parse(clientAddress);
        return address != null && networks.stream().anyMatch(network -> network.contains(address));
    }
}
