package com.scrydon.scim.ingress.changes;

import org.springframework.dao.ConcurrencyFailureException;

/** What a change had read before it took its locks is no longer so: it must begin again. */
public final class ChangedMeanwhileException extends ConcurrencyFailureException {

    private static final long serialVersionUID = 1L;

    public ChangedMeanwhileException(String what) {
        super(what);
    }
}
