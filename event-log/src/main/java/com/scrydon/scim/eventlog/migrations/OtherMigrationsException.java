package com.scrydon.scim.eventlog.migrations;

/** The schemas of a database are not those of this version. What is wrong and what to do are one line. */
public final class OtherMigrationsException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    private OtherMigrationsException(String reason, String remedy) {
        super(reason + ". " + remedy);
        this.reason = reason;
    }

    static OtherMigrationsException foreign(String migration) {
        return new OtherMigrationsException(
                "the database was made by the migrations of another version, which has not the same " + migration
                        + ", and there is no way from those to these",
                "Nothing was changed; begin with an empty database (of a local stack: ./scim up --fresh)");
    }

    static OtherMigrationsException missing(String migration) {
        return new OtherMigrationsException("the database lacks the migration " + migration,
                "Run scimctl deploy of this version first");
    }

    /** What is wrong, without what to do. */
    public String reason() {
        return reason;
    }
}
