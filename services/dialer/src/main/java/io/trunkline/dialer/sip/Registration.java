package io.trunkline.dialer.sip;

import io.trunkline.dialer.sip.Timers.Timer;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes a gateway know where we are, and keeps it so (RFC 3261, 10). Used on the event loop of its user agent only. */
public final class Registration {

    private static final long LONGEST = 86_400;
    private static final long SHORTEST = 10;
    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);
    private static final int INTERVAL_TOO_BRIEF = 423;

    private final UserAgent agent;
    private final InetSocketAddress gateway;
    private final String address;
    private final Authentication authentication;
    private final Listener listener;
    private final String callId;
    private final String tag;
    private long seconds;
    private long number;
    private Duration retry = FIRST_RETRY;
    private @Nullable Timer next;
    private boolean isStopped;

    private Registration(
            UserAgent agent,
            InetSocketAddress gateway,
            String address,
            @Nullable Credentials credentials,
            long seconds,
            Listener listener) {
        this.agent = agent;
        this.gateway = gateway;
        this.address = address;
        this.authentication = new Authentication(credentials, agent.tokens());
        this.seconds = seconds;
        this.listener = listener;
        this.callId = agent.tokens().next();
        this.tag = agent.tokens().next();
    }

    /** Whoever wants to know whether calls will be accepted. */
    public interface Listener {

        /** The gateway knows us, or still does. */
        void registered();

        /**
         * It does not; it is tried again, less and less often.
         *
         * @param status of the refusal; 0 if nothing came
         */
        void failed(int status);
    }

    /**
     * Registers, and goes on until it is stopped.
     *
     * @param address the URI under which we are known, such as {@code sip:dialer1@gw.example.test}
     * @param credentials null if there are none
     * @param seconds for which we want to be known; the gateway may want more or grant less
     */
    public static Registration start(
            UserAgent agent,
            InetSocketAddress gateway,
            String address,
            @Nullable Credentials credentials,
            long seconds,
            Listener listener) {
        Registration registration = new Registration(agent, gateway, address, credentials, seconds, listener);
        registration.register();
        return registration;
    }

    /** We are not to be reached any more, and tell the gateway so; whether it answers does not matter. */
    public void stop() {
        if (!isStopped) {
            isStopped = true;
            if (next != null) {
                next.cancel();
            }
            seconds = 0;
            register();
        }
    }

    private void register() {
        Exchange unused = new Exchange(agent, this::request, gateway, authentication, new Answers());
    }

    private SipRequest request() {
        number++;
        SipUri uri = SipUri.of(address);
        String domain = (uri.isSecure() ? "sips:" : "sip:") + SipUri.HostAndPort.text(uri.host(), uri.port());
        Headers headers = Headers.builder()
                .add(Header.FROM, NameAddress.text("", address) + ";tag=" + tag)
                .add(Header.TO, NameAddress.text("", address))
                .add(Header.CALL_ID, callId)
                .add(Header.CSEQ, new CSeq(number, Method.REGISTER).toString())
                .add(Header.CONTACT, agent.contact(uri.user(), gateway) + ";expires=" + seconds)
                .add(Header.EXPIRES, Long.toString(seconds))
                .build();
        return new SipRequest(Method.REGISTER, domain, headers);
    }

    private final class Answers implements ResponseListener {

        @Override
        public void answered(SipResponse response) {
            if (isStopped || response.isProvisional()) {
                return;
            }
            Long least = response.headers().number(Header.MIN_EXPIRES);
            if (response.isSuccess()) {
                accepted(response);
            } else if (response.status() == INTERVAL_TOO_BRIEF
                    && least != null
                    && least > seconds
                    && least <= LONGEST) {
                seconds = least;
                register();
            } else {
                failed(response.status());
            }
        }

        @Override
        public void unanswered() {
            if (!isStopped) {
                failed(0);
            }
        }
    }

    private void accepted(SipResponse response) {
        retry = FIRST_RETRY;
        long granted = Math.clamp(granted(response.headers()), SHORTEST, LONGEST);
        // Early enough for some tries before the gateway forgets us.
        next = agent.after(Duration.ofMillis(granted * 850), this::register);
        listener.registered();
    }

    /** What the gateway says of our address, or of all, or else what we asked for (10.2.4). */
    private long granted(Headers headers) {
        String ours = NameAddress.of(agent.contact(SipUri.of(address).user(), gateway))
                .uri();
        for (String contact : headers.all(Header.CONTACT)) {
            Long expires = contact.contains("<" + ours + ">") ? expires(contact) : null;
            if (expires != null) {
                return expires;
            }
        }
        Long all = headers.number(Header.EXPIRES);
        return all == null ? seconds : all;
    }

    /** Null if it says nothing that can be understood. */
    private static @Nullable Long expires(String contact) {
        try {
            String expires = NameAddress.of(contact).parameters().get("expires");
            return expires == null || !expires.matches("[0-9]{1,9}") ? null : Long.valueOf(expires);
        } catch (SipSyntaxException unreadable) {
            return null;
        }
    }

    private void failed(int status) {
        next = agent.after(retry, this::register);
        Duration doubled = retry.multipliedBy(2);
        retry = doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
        listener.failed(status);
    }
}
