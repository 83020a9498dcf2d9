package io.trunkline.smsproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trunkline.smsproxy.carrier.Arrivals;
import io.trunkline.smsproxy.carrier.CarrierNotice;
import io.trunkline.smsproxy.carrier.OutgoingSms;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The people with their phones, behind the carrier main. */
@ApplicationScoped
public class Phones {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Arrivals arrivals;
    private final FakeCarriers carriers;

    Phones(Arrivals arrivals, FakeCarriers carriers) {
        this.arrivals = arrivals;
        this.carriers = carriers;
    }

    /** Returns when the carrier was told that we have it. */
    public void write(String from, String to, String text) {
        write(UUID.randomUUID().toString(), from, to, text);
    }

    public void write(String messageId, String from, String to, String text) {
        give(new CarrierNotice.Incoming("main", messageId, from, to, text, List.of()));
    }

    public void give(CarrierNotice notice) {
        arrivals.take(notice).await().atMost(PATIENCE);
    }

    /** What a phone has got, once it is that many. */
    public List<OutgoingSms> got(String phone, int count) {
        await().atMost(PATIENCE).until(() -> carriers.main().to(phone).size() >= count);
        List<OutgoingSms> got = carriers.main().to(phone);
        assertThat(got).hasSize(count);
        return got;
    }

    /** The texts alone, in the order of their arrival. */
    public List<String> texts(String phone, int count) {
        return got(phone, count).stream().map(OutgoingSms::text).toList();
    }
}
