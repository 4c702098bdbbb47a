package com.scrydon.scim.worker.waiting;

/** Too many accounts fail for it to be their own data: nothing is parked, the same batch must come again. */
public final class MassParkingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MassParkingException(String reason, RuntimeException firstFailure) {
        super("nothing is parked: " + reason + "; first failure: " + ShortStack.cause(firstFailure), firstFailure);
    }
}
