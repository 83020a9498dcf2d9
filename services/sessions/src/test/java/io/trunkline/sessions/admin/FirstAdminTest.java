package io.trunkline.sessions.admin;

import static io.trunkline.sessions.Api.admin;
import static io.trunkline.sessions.Api.adminPassword;
import static io.trunkline.sessions.Api.adminPasswordFile;
import static io.trunkline.sessions.Api.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.trunkline.kit.database.Transactions;
import io.trunkline.kit.problem.Refused;
import io.trunkline.sessions.AtOnce;
import io.trunkline.sessions.SessionsInfrastructure;
import io.trunkline.sessions.account.Accounts;
import io.trunkline.sessions.password.Passwords;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SessionsInfrastructure.class)
class FirstAdminTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    FirstAdmin firstAdmin;

    @Inject
    Accounts accounts;

    @Inject
    Passwords passwords;

    @Inject
    Transactions transactions;

    @Inject
    RandomGenerator random;

    @Inject
    Pool pool;

    private void run(String sql) {
        pool.query(sql).execute().await().atMost(PATIENCE);
    }

    /** As on an empty database; the former ones keep their accounts under another name. */
    private void withoutAdministrators() {
        run("""
                update account set roles = '{user}', login = 'former-' || substr(md5(id::text), 1, 12)
                where 'admin' = any (roles)""");
    }

    private record Settings(Optional<String> password, Optional<Path> passwordFile) implements AdminConfig {
        @Override
        public Duration patience() {
            return PATIENCE;
        }
    }

    private FirstAdmin with(Settings settings) {
        return new FirstAdmin(accounts, passwords, transactions, settings, random);
    }

    @Test
    void thePasswordIsLongAndForItsOwnerOnly() throws IOException {
        assertThat(adminPassword()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(adminPasswordFile())))
                .isEqualTo("rw-------");
        assertThat(adminPasswordFile().resolveSibling("password.new")).doesNotExist();
    }

    @Test
    void ofReplicasThatStartAtOnceOneMakesTheAdministratorAndItsFile() {
        withoutAdministrators();

        AtOnce.times(8, () -> {
            firstAdmin.ensure().await().atMost(PATIENCE);
            return true;
        });

        password("admin", adminPassword()).then().statusCode(200);
    }

    @Test
    void whereThereIsAnAdministratorNothingHappens() {
        String before = adminPassword();

        firstAdmin.ensure().await().atMost(PATIENCE);
        with(new Settings(Optional.empty(), Optional.empty())).ensure().await().atMost(PATIENCE);

        assertThat(adminPassword()).isEqualTo(before);
        admin();
    }

    @Test
    void withoutAWayToHandThePasswordOutTheStartFails() {
        withoutAdministrators();

        assertThatIllegalStateException()
                .isThrownBy(() -> with(new Settings(Optional.empty(), Optional.empty()))
                        .ensure()
                        .await()
                        .atMost(PATIENCE))
                .withMessageContaining("SESSIONS_ADMIN_PASSWORD_FILE");
        assertThatThrownBy(() -> with(new Settings(Optional.of("short"), Optional.empty()))
                        .ensure()
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(Refused.class);
        firstAdmin.ensure().await().atMost(PATIENCE);
        admin();
    }

    @Test
    void aFileThatCannotBeWrittenMakesNoAdministrator() throws IOException {
        withoutAdministrators();
        Path notAFolder = Files.createTempFile("sessions", "test");

        assertThatThrownBy(() -> with(new Settings(Optional.empty(), Optional.of(notAFolder.resolve("password"))))
                        .ensure()
                        .await()
                        .atMost(PATIENCE))
                .isInstanceOf(java.io.UncheckedIOException.class);

        assertThat(accounts.hasAdministrator().await().atMost(PATIENCE)).isFalse();
        firstAdmin.ensure().await().atMost(PATIENCE);
        admin();
        Files.delete(notAFolder);
    }

    @Test
    void aGivenPasswordIsTaken() {
        withoutAdministrators();

        with(new Settings(Optional.of("chosen by the installer"), Optional.empty()))
                .ensure()
                .await()
                .atMost(PATIENCE);

        password("admin", "chosen by the installer").then().statusCode(200);
        withoutAdministrators();
        firstAdmin.ensure().await().atMost(PATIENCE);
    }
}
