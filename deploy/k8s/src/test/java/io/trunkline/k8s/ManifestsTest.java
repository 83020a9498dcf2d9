package io.trunkline.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests pass every check, and every check can fail. */
class ManifestsTest {

    private static final Folder REAL = Folder.real();

    static List<Check> checks() {
        return List.of(
                new FileCheck(),
                new ReferenceCheck(),
                new PortCheck(),
                new HardeningCheck(),
                new SettingCheck(),
                new FlowCheck());
    }

    @ParameterizedTest
    @MethodSource("checks")
    void theManifestsPass(Check check) {
        assertThat(check.problems(Cluster.read(REAL))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            vouchers/deployment.yaml    | maxSurge: 1               | maxSurplus: 1             | maxSurplus
            vouchers/deployment.yaml    | periodSeconds: 2          | periodSeconds: often      | often
            vouchers/service.yaml       | type: ClusterIP           | typ: ClusterIP            | typ
            vouchers/network-policy.yaml| protocol: TCP             | protokoll: TCP            | protokoll
            vouchers/configmap.yaml     | SESSIONS_URL              | DB_HOST                   | Duplicate field 'DB_HOST'
            vouchers/configmap.yaml     | kind: ConfigMap           | kind: Secret              | v1/Secret
            vouchers/kustomization.yaml | resources:                | namePrefix: x             | namePrefix
            """)
    void whatKubernetesDoesNotKnowIsRefused(String file, String passage, String replacement, String problem) {
        Folder broken = REAL.with("base/" + file, passage, replacement);

        assertThatThrownBy(() -> Cluster.read(broken))
                .isInstanceOf(StrictYaml.Unreadable.class)
                .hasMessageContaining(file)
                .hasMessageContaining(problem);
    }

    @Test
    void everyFileIsListedAndEveryListedFileIsThere() {
        assertBroken(
                new FileCheck(),
                REAL.with("base/vouchers/extra.yaml", REAL.text("base/namespace.yaml")),
                "extra.yaml is in no");
        assertBroken(new FileCheck(), REAL.without("base/vouchers/service.yaml"), "service.yaml, which does not exist");
        assertBroken(
                new FileCheck(),
                REAL.with("base/kustomization.yaml", "  - vouchers\n", ""),
                "base/vouchers/kustomization.yaml is in no");
        assertBroken(
                new FileCheck(),
                REAL.with("overlays/example/kustomization.yaml", "hosts.yaml", "host.yaml"),
                "host.yaml, which does not exist");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            base/vouchers/deployment.yaml | matchLabels:\\n      app.kubernetes.io/name: vouchers | matchLabels:\\n      app.kubernetes.io/name: voucher | does not match the labels of its own pods
            base/vouchers/deployment.yaml | whenUnsatisfiable: ScheduleAnyway\\n          labelSelector:\\n            matchLabels:\\n              app.kubernetes.io/name: vouchers | whenUnsatisfiable: ScheduleAnyway\\n          labelSelector:\\n            matchLabels:\\n              app.kubernetes.io/name: sessions | spread by the labels of other pods
            base/vouchers/deployment.yaml | revisionHistoryLimit: 3 | replicas: 3 | sets replicas
            base/vouchers/deployment.yaml | - name: tmp\\n              mountPath | - name: temp\\n              mountPath | mounts what is not there: temp
            base/vouchers/service.yaml    | app.kubernetes.io/name: vouchers | app.kubernetes.io/name: sessions | Service vouchers selects [sessions]
            base/vouchers/pod-disruption-budget.yaml | app.kubernetes.io/name: vouchers | app.kubernetes.io/name: gone | PodDisruptionBudget vouchers selects []
            base/vouchers/network-policy.yaml | app.kubernetes.io/name: vouchers | app.kubernetes.io/name: gone | NetworkPolicy vouchers selects nothing
            base/vouchers/horizontal-pod-autoscaler.yaml | name: vouchers | name: voucher | vouchers: has no HorizontalPodAutoscaler
            base/vouchers/horizontal-pod-autoscaler.yaml | kind: Deployment | kind: StatefulSet | scales StatefulSet vouchers
            base/vouchers/horizontal-pod-autoscaler.yaml | minReplicas: 2 | minReplicas: 1 | needs 2 replicas at least
            base/vouchers/configmap.yaml  | name: vouchers | name: sessions | ConfigMap sessions is there 2 times
            overlays/example/ingress.yaml | name: http | name: web | leads to no port of a Service
            overlays/example/replicas.yaml | name: vouchers | name: messenger | HorizontalPodAutoscaler messenger, which is not in the base
            overlays/example/kustomization.yaml | name: trunkline/vouchers\\n | name: trunkline/dialer\\n | gives tags to
            """)
    void whatIsNamedOrSelectedIsThere(String file, String passage, String replacement, String problem) {
        assertBroken(new ReferenceCheck(), REAL.with(file, lines(passage), lines(replacement)), problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            deployment.yaml | containerPort: 8082        | containerPort: 8083         | the service listens on 8082
            deployment.yaml | containerPort: 8082        | containerPort: 8083         | The design has the ports
            deployment.yaml | path: /q/health/started    | path: /health               | startupProbe asks /health
            deployment.yaml | path: /q/health/live       | path: /q/health/ready       | livenessProbe asks /q/health/ready
            deployment.yaml | port: http                 | port: web                   | asks at no named port
            deployment.yaml | readinessProbe:            | lifecycle:                  | Duplicate
            service.yaml    | targetPort: http           | targetPort: web             | targetPort is no named port
            service.yaml    | port: 8082                 | port: 80                    | its port is 80, not 8082
            """)
    void portsAndProbesFit(String file, String passage, String replacement, String problem) {
        Folder broken = REAL.with("base/vouchers/" + file, passage, replacement);

        if (problem.equals("Duplicate")) {
            assertThatThrownBy(() -> Cluster.read(broken)).hasMessageContaining(problem);
        } else {
            assertBroken(new PortCheck(), broken, problem);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            automountServiceAccountToken: false    | automountServiceAccountToken: true   | gets a token of the API
            enableServiceLinks: false              | enableServiceLinks: true             | gets variables of Services
            runAsNonRoot: true                     | runAsNonRoot: false                  | may run as root
            runAsUser: 10001                       | runAsUser: 0                         | has no user of its own
            type: RuntimeDefault                   | type: Unconfined                     | has no seccomp profile
            allowPrivilegeEscalation: false        | allowPrivilegeEscalation: true       | may gain rights
            readOnlyRootFilesystem: true           | readOnlyRootFilesystem: false        | may change its image
            - ALL                                  | - NET_RAW                            | keeps capabilities
            drop:                                  | add:                                 | gets capabilities
            mountPath: /tmp                        | mountPath: /var/tmp                  | has no /tmp
            cpu: 250m                              | ephemeral-storage: 1Gi               | requests no CPU or memory
            cpu: "2"                               | ephemeral-storage: 1Gi               | has no limit of CPU or memory
            limits:\\n              cpu: "2"\\n              memory: 512Mi | limits:\\n              cpu: "2"\\n              memory: 1Gi | requests other memory
            -XX:MaxRAMPercentage=50                | -Xmx256m                             | does not size its heap
            preStop:                               | postStart:                           | ends while requests are still sent
            terminationGracePeriodSeconds: 30      | terminationGracePeriodSeconds: 15    | is killed before its 15 s are over
            """)
    void podsAreHardened(String passage, String replacement, String problem) {
        assertBroken(
                new HardeningCheck(),
                REAL.with("base/vouchers/deployment.yaml", lines(passage), lines(replacement)),
                problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            base/vouchers/configmap.yaml  | DB_HOST         | DATABASE_HOST      | vouchers: is given DATABASE_HOST, which it does not read
            base/vouchers/configmap.yaml  | DB_HOST         | DATABASE_HOST      | vouchers: is not given DB_HOST
            base/gateway/configmap.yaml   | VOUCHERS_URL    | DB_HOST            | gateway: is given DB_HOST, which it does not read
            base/gateway/configmap.yaml   | VOUCHERS_URL    | DB_HOST            | gateway: is not given VOUCHERS_URL
            base/gateway/configmap.yaml   | http://vouchers:8082 | http://vouchers:8081 | VOUCHERS_URL leads to no port
            base/configmap.yaml           | TOKEN_ISSUER    | TOKEN_ISSUER_URL   | sessions: is not given TOKEN_ISSUER
            base/vouchers/deployment.yaml | VOUCHERS_CODE_SECRET | CODE_SECRET   | vouchers: is not given VOUCHERS_CODE_SECRET
            base/vouchers/deployment.yaml | key: DB_PASSWORD | key: password     | README.md does not document the Secret
            base/vouchers/deployment.yaml | name: JAVA_TOOL_OPTIONS | name: VOUCHERS_RETIRED_CODE_SECRETS | does not come from a Secret
            base/vouchers/deployment.yaml | name: vouchers\\n          env: | name: voucher\\n          env: | There is no ConfigMap voucher
            base/vouchers/deployment.yaml | name: vouchers\\n          env: | name: trunkline\\n          env: | ConfigMap vouchers is used by nobody
            base/sms-proxy/configmap.yaml | SMS_PROXY_WEBHOOKS_PUBLIC_URL | SMS_PROXY_PUBLIC_URL | sms-proxy: is not given SMS_PROXY_WEBHOOKS_PUBLIC_URL
            base/sms-proxy/deployment.yaml | SMS_PROXY_WEBHOOK_SIGNING_SECRET | WEBHOOK_SECRET | sms-proxy: is not given SMS_PROXY_WEBHOOK_SIGNING_SECRET
            base/sms-proxy/configmap.yaml | https://api.example.com | https://gateway.example.com | the gateway's public address is https://api.example.com
            overlays/example/hosts.yaml   | PUBLIC_URL: https://api.example.net | PUBLIC_URL: https://api.example.com | the gateway's public address is https://api.example.net
            base/sms-proxy/deployment.yaml | mountPath: /etc/trunkline | mountPath: /etc/carriers | sms-proxy: no Secret is mounted where it looks for /etc/trunkline/application.properties
            base/sms-proxy/deployment.yaml | name: carriers\\n          secret: | name: carrier\\n          secret: | sms-proxy: no Secret is mounted where it looks for /etc/trunkline/application.properties
            base/sms-proxy/deployment.yaml | readOnly: true | readOnly: false | sms-proxy: may write to /etc/trunkline/application.properties
            base/sms-proxy/deployment.yaml | secretName: sms-proxy-carriers | secretName: sms-proxy-carriers\\n            optional: true | sms-proxy: starts without /etc/trunkline/application.properties
            base/sms-proxy/deployment.yaml | path: application.properties | path: carriers.properties | sms-proxy: its Secret has no application.properties
            base/sms-proxy/deployment.yaml | secretName: sms-proxy-carriers | secretName: carriers | README.md does not document the Secret as
            overlays/example/hosts.yaml   | TRUSTED_PROXIES | TRUSTED_PROXY      | gateway: is given TRUSTED_PROXY, which it does not read
            overlays/example/hosts.yaml   | DB_HOST         | DB_HOSTS           | sessions: is given DB_HOSTS, which it does not read
            """)
    void settingsAreWhatTheServicesRead(String file, String passage, String replacement, String problem) {
        assertBroken(new SettingCheck(), REAL.with(file, lines(passage), lines(replacement)), problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            base/default-deny.yaml             | - Ingress                   | - Egress                 | May enter: outside -> stranger
            base/default-deny.yaml             | - Egress                    | - Ingress                | May leave: stranger -> gateway
            base/vouchers/network-policy.yaml  | app.kubernetes.io/name: gateway\\n              app.kubernetes.io/part-of: trunkline | app.kubernetes.io/part-of: trunkline | May enter: sessions -> vouchers : TCP 8082
            base/vouchers/network-policy.yaml  | port: 8082                  | port: 8081               | May not enter: gateway -> vouchers : TCP 8082
            base/vouchers/network-policy.yaml  | app.kubernetes.io/name: postgresql | app.kubernetes.io/name: mysql | May not leave: vouchers -> postgresql : TCP 5432
            base/vouchers/network-policy.yaml  | protocol: UDP               | protocol: SCTP           | May not leave: vouchers -> dns : UDP 53
            base/vouchers/network-policy.yaml  | port: 5432                  | endPort: 5432            | May leave: vouchers -> postgresql : TCP 443
            base/sessions/network-policy.yaml  | app.kubernetes.io/component: service\\n              app.kubernetes.io/part-of: trunkline | app.kubernetes.io/name: gateway | May not enter: vouchers -> sessions : TCP 8081
            base/gateway/network-policy.yaml   | port: 8083                  | port: 8082               | May not leave: gateway -> sms-proxy : TCP 8083
            base/sms-proxy/network-policy.yaml | port: 8083                  | port: 8082               | May not enter: gateway -> sms-proxy : TCP 8083
            base/sms-proxy/network-policy.yaml | port: 2775                  | port: 22                 | May not leave: sms-proxy -> internet : TCP 2775
            base/sms-proxy/network-policy.yaml | port: 2775                  | endPort: 2775            | May leave: sms-proxy -> internet : TCP 8080
            base/sms-proxy/network-policy.yaml | - 10.0.0.0/8                | - 10.0.0.0/16            | May leave: sms-proxy -> vouchers : TCP 443
            base/sms-proxy/network-policy.yaml | - 169.254.0.0/16            | - 169.255.0.0/16         | May leave: sms-proxy -> cloud-metadata : TCP 443
            base/sms-proxy/network-policy.yaml | - 172.16.0.0/12             | - 172.0.0.0/12           | May leave: sms-proxy -> intranet : TCP 443
            base/sms-proxy/network-policy.yaml | - 192.168.0.0/16            | - 192.167.0.0/16         | May leave: sms-proxy -> neighbour : TCP 443
            base/gateway/network-policy.yaml   | port: 8080                  | port: 9080               | May enter: outside -> gateway : TCP 9080
            base/gateway/network-policy.yaml   | app.kubernetes.io/name: kafka | app.kubernetes.io/name: postgresql | May leave: gateway -> postgresql : TCP 9092
            """)
    void flowsAreTheDesigns(String file, String passage, String replacement, String problem) {
        assertBroken(new FlowCheck(), REAL.with(file, lines(passage), lines(replacement)), problem);
    }

    @Test
    void whoWaitsForCarriersGetsTheTime() {
        assertBroken(
                new HardeningCheck(),
                REAL.with(
                        "base/sms-proxy/deployment.yaml",
                        "terminationGracePeriodSeconds: 45",
                        "terminationGracePeriodSeconds: 30"),
                "sms-proxy: is killed before its 30 s are over");
    }

    @Test
    void portsOfManagementFit() {
        assertBroken(
                new PortCheck(),
                REAL.with("base/gateway/deployment.yaml", "containerPort: 9080", "containerPort: 9081"),
                "gateway: the container's management port is not the service's");
    }

    private static void assertBroken(Check check, Folder broken, String problem) {
        assertThat(check.problems(Cluster.read(broken)))
                .anySatisfy(found -> assertThat(found).contains(problem));
    }

    private static String lines(String text) {
        return text.replace("\\n", "\n");
    }
}
