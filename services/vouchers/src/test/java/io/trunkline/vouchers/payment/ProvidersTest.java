package io.trunkline.vouchers.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.smallrye.mutiny.Uni;
import io.trunkline.kit.problem.Refused;
import java.net.URI;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which providers there are, by the settings. */
class ProvidersTest {

    @Test
    void whoseCredentialsAreMissingIsNotOffered() {
        Providers providers = providers(null, source("one", true), source("two", false));

        assertThat(providers.offered(null).name()).isEqualTo("one");
        assertThat(providers.named("two")).isNull();
        assertThatThrownBy(() -> providers.offered("two")).isInstanceOf(Refused.class);
    }

    @Test
    void withoutAnyThereAreNoPayments() {
        Refused refused = catchThrowableOfType(
                Refused.class, () -> providers(null, source("one", false)).offered(null));

        assertThat(refused.type()).isEqualTo(PaymentProblem.PAYMENTS_NOT_OFFERED);
    }

    @Test
    void ofSeveralTheSettingsPreferOneOrThePayerNamesIt() {
        assertThat(providers("two", source("one", true), source("two", true))
                        .offered(null)
                        .name())
                .isEqualTo("two");
        Providers undecided = providers(null, source("one", true), source("two", true));
        assertThat(undecided.offered("one").name()).isEqualTo("one");
        assertThatThrownBy(() -> undecided.offered(null)).isInstanceOf(Refused.class);
    }

    @Test
    void toPreferSomebodyWhoIsNotThereFailsTheStart() {
        assertThatThrownBy(() -> providers("three", source("one", true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("three");
    }

    @Test
    void payersHaveToGoSomewhere() {
        PaymentConfig nowhere = new TestPaymentConfig() {
            @Override
            public Optional<URI> returnTo() {
                return Optional.empty();
            }
        };

        assertThatThrownBy(() -> new Providers(List.of(source("one", true)), nowhere))
                .hasMessageContaining("return-to");
    }

    private static Providers providers(String preferred, ProviderSource... sources) {
        return new Providers(List.of(sources), new TestPaymentConfig() {
            @Override
            public Optional<String> provider() {
                return Optional.ofNullable(preferred);
            }
        });
    }

    private static ProviderSource source(String name, boolean hasCredentials) {
        return new ProviderSource() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Optional<PaymentProvider> provider() {
                return hasCredentials ? Optional.of(new Nobody(name)) : Optional.empty();
            }
        };
    }

    private record Nobody(String name) implements PaymentProvider {

        @Override
        public Set<Currency> currencies() {
            return Set.of();
        }

        @Override
        public Uni<Standing> open(Payment payment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<Standing> standing(Payment payment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<RefundOutcome> refund(Payment payment, Refund refund) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Notice notice(Callback callback) {
            throw new UnsupportedOperationException();
        }
    }
}
