package io.trunkline.smsproxy.carrier.smpp;

import io.smallrye.config.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;
import org.jspecify.annotations.Nullable;

/**
 * Connections that do not wait for ever, and that are to whom they should be: jSMPP's own check neither time nor
 * name.
 */
final class SmppSockets implements ConnectionFactory {

    private final int connectMillis;
    private final @Nullable SSLSocketFactory tls;

    /** @throws IllegalStateException if the trust store cannot be read */
    SmppSockets(Duration connectWithin, SmppConfig.Tls config) {
        connectMillis = Math.toIntExact(connectWithin.toMillis());
        tls = config.enabled() ? tls(config).getSocketFactory() : null;
    }

    private static SSLContext tls(SmppConfig.Tls config) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted(config), null);
            return context;
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new IllegalStateException("The trust store cannot be used", unreadable);
        }
    }

    /** Null for those that Java trusts. */
    private static TrustManager @Nullable [] trusted(SmppConfig.Tls config)
            throws GeneralSecurityException, IOException {
        Optional<Path> file = config.trustStore();
        if (file.isEmpty()) {
            return null;
        }
        char @Nullable [] password = config.trustStorePassword()
                .map(Secret::get)
                .map(String::toCharArray)
                .orElse(null);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(KeyStore.getInstance(file.get().toFile(), password));
        return managers.getTrustManagers();
    }

    @Override
    public Connection createConnection(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            // A window is small: what waits for company (RFC 896) only makes every answer later.
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(new InetSocketAddress(host, port), connectMillis);
            return new Watched(tls == null ? socket : secured(tls, socket, host, port));
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private Socket secured(SSLSocketFactory factory, Socket socket, String host, int port) throws IOException {
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, host, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(connectMillis);
        secured.startHandshake();
        return secured;
    }

    private static final class Watched extends SocketConnection {

        private final OutputStream output;

        Watched(Socket socket) throws IOException {
            super(socket);
            output = new WatchedOutput(super.getOutputStream());
        }

        @Override
        public OutputStream getOutputStream() {
            return output;
        }
    }
}
