package io.trunkline.smsproxy.carrier.smpp;

import java.time.Clock;
import org.jsmpp.session.connection.ConnectionFactory;

/** What all links of a carrier share. */
record SmppAccount(
        SmppConfig config,
        ConnectionFactory connections,
        SmppReception reception,
        SmppFailures failures,
        Clock clock) {}
