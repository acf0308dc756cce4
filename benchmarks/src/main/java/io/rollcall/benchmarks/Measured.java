package io.rollcall.benchmarks;

/**
 * Costs of one scenario at one size.
 *
 * @param throughput requests per second
 * @param p50 milliseconds
 * @param p99 milliseconds
 * @param serverCpu milliseconds of the server's CPU time per request
 * @param databaseCpu milliseconds of the database's CPU time per request
 * @param allocated kilobytes allocated by the server per request
 */
record Measured(
        String scenario,
        int users,
        double throughput,
        double p50,
        double p99,
        double serverCpu,
        double databaseCpu,
        double allocated) {
    static final String HEADER =
            "| Scenario | Users | req/s | p50 ms | p99 ms | server CPU ms | database CPU ms | KB allocated |\n"
                    + "|---|---:|---:|---:|---:|---:|---:|---:|";

    double cpu() {
        return serverCpu + databaseCpu;
    }

    String row() {
        return String.format(
                "| %s | %,d | %,.0f | %.2f | %.2f | %.3f | %.3f | %,.0f |",
                scenario, users, throughput, p50, p99, serverCpu, databaseCpu, allocated);
    }
}
