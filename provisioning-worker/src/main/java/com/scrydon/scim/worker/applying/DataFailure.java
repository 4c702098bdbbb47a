package com.scrydon.scim.worker.applying;

import java.sql.SQLException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Tells a failure of an account's own data, which parks the account, from one of the infrastructure, which parks
 * nothing and is retried until it works.
 */
final class DataFailure {

    private DataFailure() {}

    static boolean isOne(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RetriableException) {
                return false;
            }
            if (cause instanceof SQLException sql) {
                return isData(sql.getSQLState());
            }
            if (cause instanceof SerializationException || cause instanceof IllegalArgumentException) {
                return true;
            }
        }
        return false;
    }

    /** SQLState classes 22 (data exception) and 23 (integrity constraint violation). */
    private static boolean isData(@org.jspecify.annotations.Nullable String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }
}
