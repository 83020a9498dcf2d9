package io.trunkline.local.program;

import static io.trunkline.local.program.Packaging.JAR;
import static io.trunkline.local.program.Packaging.QUARKUS;

import io.trunkline.local.CommandFailure;
import io.trunkline.local.SuiteFolder;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every service and simulator that the suite runs: a new one is added here, and to no other place of the launcher. */
final class Services {
    private static final String ACQUIRER_USER_NAME = "shop-api";

    private final Settings settings;
    private final Ports ports;
    private final Secrets secrets;
    private final SuiteFolder folder;

    Services(Settings settings, Secrets secrets, SuiteFolder folder) {
        this.settings = settings;
        this.ports = settings.ports();
        this.secrets = secrets;
        this.folder = folder;
    }

    /** Services that own a database, which has their name. */
    static List<String> withDatabase() {
        return List.of("sessions", "vouchers", "sms-proxy");
    }

    List<ServiceSpec> all() throws IOException {
        return List.of(
                new ServiceSpec("simulators", "deploy/simulators", JAR, 1, ports.simulatorPage(), 48, simulators()),
                // Each password check takes 19 MiB while it lasts.
                new ServiceSpec("sessions", "services/sessions", QUARKUS, 2, ports.sessions(), 128, sessions()),
                new ServiceSpec("vouchers", "services/vouchers", QUARKUS, 2, ports.vouchers(), 96, vouchers()),
                new ServiceSpec("sms-proxy", "services/sms-proxy", QUARKUS, 2, ports.smsProxy(), 96, smsProxy()),
                new ServiceSpec(
                        "gateway", "services/gateway", QUARKUS, 2, ports.gateway(), 96, common(ports.gateway())));
    }

    /** The password by which a service opens its database. */
    String databasePassword(String service) throws IOException {
        String setting = environmentName(service) + "_DB_PASSWORD";
        if (settings.externalDatabase().isPresent()) {
            return settings.text(setting)
                    .orElseThrow(() -> new CommandFailure("DB_HOST names a PostgreSQL server of yours: create the "
                            + "database and the role \"%s\" there and give the role's password in %s"
                                    .formatted(service, setting)));
        }
        return secret(setting);
    }

    private Map<String, String> simulators() throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("SMSC_PORT", "" + ports.smsCentre());
        environment.put("SMSC_PAGE_PORT", "" + ports.simulatorPage());
        environment.put("SMSC_SYSTEM_ID", smsCentreSystemId());
        environment.put("SMSC_PASSWORD", smsCentrePassword());
        environment.put("ACQUIRER_PORT", "" + ports.acquirer());
        environment.put("ACQUIRER_USER_NAME", ACQUIRER_USER_NAME);
        environment.put("ACQUIRER_PASSWORD", secret("ACQUIRER_PASSWORD"));
        environment.put("ACQUIRER_CALLBACK_SECRET", secret("ACQUIRER_CALLBACK_SECRET"));
        environment.put("ACQUIRER_CALLBACK", "http://127.0.0.1:" + ports.gateway() + "/webhooks/payments/sberbank");
        return environment;
    }

    private Map<String, String> sessions() throws IOException {
        Map<String, String> environment = withDatabase("sessions", ports.sessions());
        environment.put("SESSIONS_SECRET", secret("SESSIONS_SECRET"));
        environment.put("SESSIONS_ADMIN_PASSWORD_FILE", folder.adminPassword().toString());
        return environment;
    }

    /** Behind Sberbank's protocol is the simulated bank. */
    private Map<String, String> vouchers() throws IOException {
        Map<String, String> environment = withDatabase("vouchers", ports.vouchers());
        environment.put("VOUCHERS_CODE_SECRET", secret("VOUCHERS_CODE_SECRET"));
        environment.put(
                "VOUCHERS_PAYMENT_PROVIDER",
                settings.text("VOUCHERS_PAYMENT_PROVIDER").orElse("sberbank"));
        environment.put(
                "VOUCHERS_PAYMENT_RETURN_TO",
                settings.text("VOUCHERS_PAYMENT_RETURN_TO").orElse("http://localhost:" + ports.gateway() + "/docs"));
        environment.put("VOUCHERS_PAYMENT_SBERBANK_API", "http://127.0.0.1:" + ports.acquirer() + "/payment");
        environment.put("VOUCHERS_PAYMENT_SBERBANK_USER_NAME", ACQUIRER_USER_NAME);
        environment.put("VOUCHERS_PAYMENT_SBERBANK_PASSWORD", secret("ACQUIRER_PASSWORD"));
        environment.put("VOUCHERS_PAYMENT_SBERBANK_CALLBACK_SECRET", secret("ACQUIRER_CALLBACK_SECRET"));
        environment.put("VOUCHERS_PAYMENT_SBERBANK_MERCHANT", "shop");
        return environment;
    }

    /** Behind every number that names no carrier is the simulated SMS centre; the carrier "web" only brings messages. */
    private Map<String, String> smsProxy() throws IOException {
        Map<String, String> environment = withDatabase("sms-proxy", ports.smsProxy());
        environment.put("SMS_PROXY_WEBHOOKS_PUBLIC_URL", "http://localhost:" + ports.gateway());
        environment.put("SMS_PROXY_CARRIERS_SMPP_MAIN_CENTRES_0__HOST", "127.0.0.1");
        environment.put("SMS_PROXY_CARRIERS_SMPP_MAIN_CENTRES_0__PORT", "" + ports.smsCentre());
        environment.put("SMS_PROXY_CARRIERS_SMPP_MAIN_SYSTEM_ID", smsCentreSystemId());
        environment.put("SMS_PROXY_CARRIERS_SMPP_MAIN_PASSWORD", smsCentrePassword());
        environment.put("SMS_PROXY_CARRIERS_FLOWROUTE_WEB_ACCESS_KEY", "simulated");
        environment.put("SMS_PROXY_CARRIERS_FLOWROUTE_WEB_SECRET_KEY", secret("SMS_PROXY_WEB_SECRET_KEY"));
        environment.put("SMS_PROXY_CARRIERS_FLOWROUTE_WEB_API", "http://127.0.0.1:" + ports.simulatorPage());
        environment.put("SMS_PROXY_WEBHOOKS_SECRETS_WEB", webhookSecret());
        environment.put("SMS_PROXY_WEBHOOK_SIGNING_SECRET", secret("SMS_PROXY_WEBHOOK_SIGNING_SECRET"));
        // Whoever tries it out has his own web server on this machine, too.
        environment.put(
                "OUTSIDE_ALLOWED_NETWORKS",
                settings.text("OUTSIDE_ALLOWED_NETWORKS").orElse("127.0.0.0/8,::1/128"));
        return environment;
    }

    /** Part of a path: letters and digits only. */
    private String webhookSecret() throws IOException {
        return secret("SMS_PROXY_WEBHOOK_SECRET").replaceAll("[^A-Za-z0-9]", "");
    }

    private String smsCentreSystemId() {
        return settings.text("SMSC_SYSTEM_ID").orElse("trunkline");
    }

    private Map<String, String> withDatabase(String service, int port) throws IOException {
        Map<String, String> environment = common(port);
        environment.put("DB_HOST", settings.databaseHost());
        environment.put("DB_PORT", "" + settings.databasePort());
        environment.put("DB_NAME", service);
        environment.put("DB_USER", service);
        environment.put("DB_PASSWORD", databasePassword(service));
        return environment;
    }

    private Map<String, String> common(int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HTTP_PORT", "" + port);
        environment.put("MANAGEMENT_PORT", "" + Ports.management(port));
        // Nobody but this machine reaches a suite that was started to look at; a setting opens it.
        environment.put("QUARKUS_HTTP_HOST", settings.text("QUARKUS_HTTP_HOST").orElse("127.0.0.1"));
        environment.put(
                "QUARKUS_MANAGEMENT_HOST",
                settings.text("QUARKUS_MANAGEMENT_HOST").orElse("127.0.0.1"));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", settings.kafka());
        environment.put("TOKEN_ISSUER", settings.text("TOKEN_ISSUER").orElse("http://localhost:" + ports.gateway()));
        environment.put("SESSIONS_URL", "http://localhost:" + ports.sessions());
        environment.put("VOUCHERS_URL", "http://localhost:" + ports.vouchers());
        environment.put("SMS_PROXY_URL", "http://localhost:" + ports.smsProxy());
        return environment;
    }

    /** One that the person at the terminal gave, or the generated one. */
    private String secret(String name) throws IOException {
        String given = settings.text(name).orElse("");
        return given.isEmpty() ? secrets.get(name) : given;
    }

    /** SMPP 3.4 §5.2.2 allows 8 characters. */
    private String smsCentrePassword() throws IOException {
        String whole = secret("SMSC_PASSWORD");
        return whole.substring(0, Math.min(8, whole.length()));
    }

    private static String environmentName(String service) {
        return service.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
