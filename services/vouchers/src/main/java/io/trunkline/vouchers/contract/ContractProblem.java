package io.trunkline.vouchers.contract;

import io.trunkline.kit.problem.ProblemType;

/** Ways in which something about contracts can be refused. */
public enum ContractProblem implements ProblemType {
    UNKNOWN_CONTRACT(404, "There is no such contract"),
    NO_STATEMENT(404, "The billing system does not tell what has changed the balance"),
    CONTRACT_NAME_TAKEN(409, "Another contract has this name"),
    TOO_MANY_PHONES(409, "This would be too many telephones of a contract, or contracts of a telephone"),
    CONTRACTS_ELSEWHERE(409, "Contracts are kept by another billing system"),
    REFUND_ELSEWHERE(409, "What this was paid for is kept by another billing system");

    private final int status;
    private final String title;

    ContractProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
