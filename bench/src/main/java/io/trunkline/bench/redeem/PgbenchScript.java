package io.trunkline.bench.redeem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The service's own statement as a pgbench script. It is read from the service's source, so that both sides always run the
 * same SQL; only its parameters are made by pgbench's variables instead.
 */
final class PgbenchScript {

    private static final Path SOURCE =
            Path.of("services/vouchers/src/main/java/io/trunkline/vouchers/voucher/ActivationStatement.java");

    /** Which value stands for which parameter: a code by its number, an account by the client's. */
    private static final Map<String, String> VALUES = new TreeMap<>(Map.of(
            "$1::bytea[]", "array[sha256((:n)::text::bytea)]",
            "$2::uuid", "md5((:client_id)::text)::uuid",
            "$3::text[]", "array['account:' || md5((:client_id)::text), 'address:127.0.0.1']",
            "$4::timestamptz", "now()",
            "$5::int", "10",
            "$6::uuid", "uuidv7()",
            "$7::uuid", "uuidv7()",
            "$8::uuid", "uuidv7()",
            "$9::uuid", "uuidv7()",
            "$10::text", "null::text"));

    private PgbenchScript() {}

    static String text() throws IOException {
        String source = Files.readString(SOURCE);
        int start = source.indexOf("\"\"\"") + 3;
        String sql = source.substring(start, source.indexOf("\"\"\"", start));
        for (Map.Entry<String, String> value : VALUES.entrySet()) {
            sql = sql.replace(value.getKey(), value.getValue());
        }
        // pgbench takes a colon and a name for one of its variables, even inside quotes.
        sql = sql.replaceAll("'([a-z]+):([a-z0-9][a-z0-9.-]*)'", "'$1' || ':' || '$2'");
        if (sql.contains("$")) {
            throw new IOException("The statement has a parameter that the benchmark does not know:\n" + sql);
        }
        return "\\set i :i + 1\n\\set n :base + :i * 64 + :client_id\n" + sql.strip() + ";\n";
    }
}
