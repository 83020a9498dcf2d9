package io.trunkline.smsproxy;

import io.trunkline.smsproxy.carrier.CarrierAccount;
import io.trunkline.smsproxy.carrier.CarrierSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The carriers of the tests: two that send again what is in doubt, one that does not, and one whose link may be down. */
@ApplicationScoped
public class FakeCarriers implements CarrierSource {

    private final FakeCarrier main = new FakeCarrier("main");
    private final FakeCarrier second = new FakeCarrier("second");
    private final FakeCarrier careful = new FakeCarrier("careful");
    private final FakeCarrier shaky = new FakeCarrier("shaky");

    @Override
    public List<CarrierAccount> accounts() {
        return List.of(
                new CarrierAccount(main, "fake", 50, true),
                new CarrierAccount(second, "fake", 50, true),
                new CarrierAccount(careful, "fake", 50, false),
                new CarrierAccount(shaky, "fake", 50, true));
    }

    public FakeCarrier main() {
        return main;
    }

    public FakeCarrier second() {
        return second;
    }

    public FakeCarrier shaky() {
        return shaky;
    }

    public FakeCarrier careful() {
        return careful;
    }
}
