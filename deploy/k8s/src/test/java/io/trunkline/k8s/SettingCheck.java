package io.trunkline.k8s;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a Deployment sets is what its service reads, and what the service needs is set. */
final class SettingCheck implements Check {

    /** Names files with more properties. */
    private static final String LOCATIONS = "SMALLRYE_CONFIG_LOCATIONS";

    /** Read by the JVM itself, and by what reads the properties. */
    private static final Set<String> OF_THE_PLATFORM = Set.of("JAVA_TOOL_OPTIONS", LOCATIONS);

    /** These have an empty standard, but in a cluster nothing works without: no file could take a generated password. */
    private static final Set<String> ALWAYS_NEEDED = Set.of("DB_PASSWORD", "SESSIONS_ADMIN_PASSWORD");

    /** Looked at only by who records traces, with TRACES_RATIO above 0. */
    private static final Set<String> NEVER_NEEDED = Set.of("TRACES_ENDPOINT");

    @Override
    public List<String> problems(Cluster cluster) {
        List<String> problems = new ArrayList<>();
        Set<String> usedMaps = new HashSet<>();
        for (Deployment deployment : cluster.deployments()) {
            check(cluster, deployment, usedMaps, problems);
        }
        cluster.all(ConfigMap.class).stream()
                .map(map -> map.getMetadata().getName())
                .filter(name -> !usedMaps.contains(name))
                .forEach(name -> problems.add("ConfigMap " + name + " is used by nobody"));
        return problems;
    }

    private static void check(Cluster cluster, Deployment deployment, Set<String> usedMaps, List<String> problems) {
        String service = deployment.getMetadata().getName();
        Container container = Cluster.container(deployment);
        Map<String, ServiceSources.Setting> read = ServiceSources.of(service).settings();
        Map<String, String> given = new TreeMap<>();
        Map<String, String> changed = new TreeMap<>();
        container.getEnvFrom().forEach(source -> {
            String name = source.getConfigMapRef().getName();
            usedMaps.add(name);
            given.putAll(dataOf(cluster, name, problems));
            patchesOf(cluster, name).forEach(patch -> changed.putAll(patch.getData()));
        });
        container.getEnv().forEach(variable -> {
            given.put(variable.getName(), variable.getValue() == null ? "" : variable.getValue());
            checkSecret(cluster, service, variable, problems);
        });
        Stream.concat(given.keySet().stream(), changed.keySet().stream())
                .filter(name -> !read.containsKey(name) && !OF_THE_PLATFORM.contains(name))
                .forEach(name -> problems.add(service + ": is given " + name + ", which it does not read"));
        read.values().stream()
                .filter(setting -> setting.isRequired() || ALWAYS_NEEDED.contains(setting.name()))
                .map(ServiceSources.Setting::name)
                .filter(name -> !given.containsKey(name) && !NEVER_NEEDED.contains(name))
                .forEach(name -> problems.add(service + ": is not given " + name));
        given.forEach((name, value) -> checkAddress(cluster, service, name, value, problems));
        changed.forEach((name, value) -> checkAddress(cluster, service, name, value, problems));
        checkPublicAddress(service, given, problems);
        given.putAll(changed);
        checkPublicAddress(service, given, problems);
        if (given.containsKey(LOCATIONS)) {
            checkFile(cluster, deployment, Path.of(given.getOrDefault(LOCATIONS, "")), problems);
        }
    }

    /** Without what overlays make of it: the base must be whole by itself. */
    private static Map<String, String> dataOf(Cluster cluster, String name, List<String> problems) {
        Optional<ConfigMap> found = cluster.find(ConfigMap.class, name);
        if (found.isEmpty()) {
            problems.add("There is no ConfigMap " + name);
            return Map.of();
        }
        return found.get().getData();
    }

    private static Stream<ConfigMap> patchesOf(Cluster cluster, String name) {
        return cluster.patches().stream()
                .filter((HasMetadata patch) -> patch instanceof ConfigMap
                        && patch.getMetadata().getName().equals(name))
                .map(ConfigMap.class::cast);
    }

    private static void checkSecret(Cluster cluster, String service, EnvVar variable, List<String> problems) {
        boolean isSecret = variable.getName().matches(".*(SECRET|PASSWORD).*");
        SecretKeySelector reference =
                variable.getValueFrom() == null ? null : variable.getValueFrom().getSecretKeyRef();
        if (isSecret && reference == null) {
            problems.add(service + ": " + variable.getName() + " does not come from a Secret");
        }
        if (reference != null) {
            requireDocumented(cluster, service, reference.getName(), reference.getKey(), problems);
        }
    }

    private static void requireDocumented(
            Cluster cluster, String service, String secret, String key, List<String> problems) {
        String row = "| `" + secret + "` | `" + key + "` |";
        if (!cluster.folder().text("README.md").contains(row)) {
            problems.add(service + ": README.md does not document the Secret as " + row);
        }
    }

    /** It comes from a Secret, and without it the pod does not start. */
    private static void checkFile(Cluster cluster, Deployment deployment, Path file, List<String> problems) {
        String service = deployment.getMetadata().getName();
        Optional<VolumeMount> mount = Cluster.container(deployment).getVolumeMounts().stream()
                .filter(candidate -> Path.of(candidate.getMountPath()).equals(file.getParent()))
                .findFirst();
        Optional<SecretVolumeSource> secret =
                mount.flatMap(found -> volume(deployment, found.getName())).map(Volume::getSecret);
        if (secret.isEmpty()) {
            problems.add(service + ": no Secret is mounted where it looks for " + file);
            return;
        }
        if (!mount.map(VolumeMount::getReadOnly).orElse(false)) {
            problems.add(service + ": may write to " + file);
        }
        if (Boolean.TRUE.equals(secret.get().getOptional())) {
            problems.add(service + ": starts without " + file);
        }
        secret.get().getItems().stream()
                .filter(item -> Path.of(item.getPath()).equals(file.getFileName()))
                .findFirst()
                .ifPresentOrElse(
                        item -> requireDocumented(
                                cluster, service, secret.get().getSecretName(), item.getKey(), problems),
                        () -> problems.add(service + ": its Secret has no " + file.getFileName()));
    }

    private static Optional<Volume> volume(Deployment deployment, String name) {
        return deployment.getSpec().getTemplate().getSpec().getVolumes().stream()
                .filter(volume -> volume.getName().equals(name))
                .findFirst();
    }

    /** Tokens are issued at the public address of the gateway. */
    private static void checkPublicAddress(String service, Map<String, String> given, List<String> problems) {
        String issuer = given.get("TOKEN_ISSUER");
        given.forEach((name, value) -> {
            if (isPublicAddress(name) && !value.equals(issuer)) {
                problems.add(service + ": " + name + " is " + value + ", the gateway's public address is " + issuer);
            }
        });
    }

    private static boolean isPublicAddress(String name) {
        return name.endsWith("_PUBLIC_URL");
    }

    private static void checkAddress(
            Cluster cluster, String service, String name, String value, List<String> problems) {
        if (!name.endsWith("_URL") || isPublicAddress(name)) {
            return;
        }
        URI address = URI.create(value);
        boolean exists = cluster.find(Service.class, address.getHost()).stream()
                .flatMap(target -> target.getSpec().getPorts().stream())
                .anyMatch(port -> port.getPort() == address.getPort());
        if (!exists) {
            problems.add(service + ": " + name + " leads to no port of a Service: " + value);
        }
    }
}
