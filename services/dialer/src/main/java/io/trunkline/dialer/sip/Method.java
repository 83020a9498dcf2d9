package io.trunkline.dialer.sip;

/** Names of methods. */
public final class Method {

    public static final String INVITE = "INVITE";
    public static final String ACK = "ACK";
    public static final String BYE = "BYE";
    public static final String CANCEL = "CANCEL";
    public static final String OPTIONS = "OPTIONS";
    public static final String REGISTER = "REGISTER";
    /** RFC 3262. */
    public static final String PRACK = "PRACK";
    /** RFC 6086. */
    public static final String INFO = "INFO";
    /** RFC 3311. */
    public static final String UPDATE = "UPDATE";

    private Method() {}
}
