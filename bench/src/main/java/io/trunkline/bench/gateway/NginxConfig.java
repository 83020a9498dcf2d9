package io.trunkline.bench.gateway;

import java.nio.file.Path;

/** The configuration of the peer and of the upstream that both proxies speak to. */
final class NginxConfig {

    private NginxConfig() {}

    /** Answers every request with the same small JSON document. */
    static String upstream(Path folder, int port) {
        return server(folder, """
                server {
                    listen 127.0.0.1:%d;
                    keepalive_requests 100000000;
                    location / {
                        default_type application/json;
                        return 200 '{"balances":[{"amount":"5.00","currency":"EUR"}]}';
                    }
                }""".formatted(port));
    }

    /** One worker, as one event loop serves ours; connections to the upstream are kept. */
    static String proxy(Path folder, int port, int upstream) {
        return server(folder, """
                upstream service {
                    server 127.0.0.1:%d;
                    keepalive 128;
                    keepalive_requests 100000000;
                }
                server {
                    listen 127.0.0.1:%d;
                    keepalive_requests 100000000;
                    location / {
                        proxy_pass http://service;
                        proxy_http_version 1.1;
                        proxy_set_header Connection "";
                    }
                }""".formatted(upstream, port));
    }

    private static String server(Path folder, String servers) {
        return """
                daemon off;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 4096; }
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    %2$s
                }
                """.formatted(folder, servers);
    }
}
