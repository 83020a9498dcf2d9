package io.trunkline.local.program;

import io.trunkline.local.CommandFailure;
import io.trunkline.local.SuiteFolder;
import io.trunkline.local.archive.ClassArchive;
import io.trunkline.local.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns settings into the programs of a run. */
public final class SuitePrograms {
    private final Settings settings;
    private final SuiteFolder folder;
    private final ClassArchive archive;

    public SuitePrograms(Settings settings, SuiteFolder folder) {
        this.settings = settings;
        this.folder = folder;
        this.archive = new ClassArchive(folder.archives());
    }

    /**
     * Everything that this run starts, ready to be started: services have been copied to where they run.
     *
     * @throws CommandFailure if a port is taken, a service has not been built, or a setting is missing
     */
    public List<Program> prepare() throws IOException {
        Services services = new Services(settings, Secrets.in(folder.secrets()), folder);
        List<Program> programs = new ArrayList<>();
        if (settings.externalDatabase().isEmpty()) {
            programs.add(postgres(services));
        }
        if (settings.externalKafka().isEmpty()) {
            programs.add(kafka());
        }
        List<ServiceSpec> all = services.all();
        all.forEach(this::requireBuilt);
        requireFreePorts(programs, all);
        for (ServiceSpec service : all) {
            programs.add(program(service));
        }
        return programs;
    }

    private Program postgres(Services services) throws IOException {
        Map<String, String> passwords = new HashMap<>();
        for (String service : Services.withDatabase()) {
            passwords.put(service, services.databasePassword(service));
        }
        return new PostgresProgram(
                folder.postgres(), folder.log("postgres"), settings.ports().postgres(), passwords);
    }

    private Program kafka() throws IOException {
        Ports ports = settings.ports();
        List<String> options = archive.options("kafka", folder.run("launcher"));
        return new KafkaProgram(folder.kafka(), folder.log("kafka"), ports.kafka(), ports.kafkaController(), options);
    }

    private Program program(ServiceSpec service) throws IOException {
        Path run = folder.run(service.name());
        service.packaging().copy(target(service), service.name(), run);
        List<String> jvm = JavaCommand.small(service.heap());
        if (!settings.fullSpeed()) {
            // Half the time to start; under load it costs two thirds of what plain JSON takes.
            jvm.add("-XX:TieredStopAtLevel=1");
            jvm.addAll(archive.options(service.name(), run));
        }
        return new ServiceProgram(service, run, folder.log(service.name()), jvm);
    }

    private void requireBuilt(ServiceSpec service) {
        Path built = service.packaging().built(target(service), service.name());
        if (!Files.exists(built)) {
            throw new CommandFailure("%s is not built: %s is missing. ./suite up builds what is not built"
                    .formatted(service.name(), folder.display(built)));
        }
    }

    private void requireFreePorts(List<Program> servers, List<ServiceSpec> services) {
        servers.forEach(server -> Ports.requireFree(server.port(), server.name()));
        for (ServiceSpec service : services) {
            Ports.requireFree(service.port(), service.name());
            Ports.requireFree(Ports.management(service.port()), "metrics of " + service.name());
        }
        Ports.requireFree(settings.ports().smsCentre(), "SMPP of the simulators");
        Ports.requireFree(settings.ports().acquirer(), "bank of the simulators");
        if (settings.externalKafka().isEmpty()) {
            Ports.requireFree(settings.ports().kafkaController(), "Kafka's controller");
        }
    }

    private Path target(ServiceSpec service) {
        return folder.checkout().resolve(service.module()).resolve("target");
    }
}
