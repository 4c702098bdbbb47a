package com.scrydon.scim.localstack.layout;

/** Why the stack cannot run here, and what a person can do about it: both fit on one line. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Refusal(String reason, String remedy) {
        super(reason + ". " + remedy);
    }
}
