package com.scrydon.scim.localstack.supervision;

/** Where a part is on its way. */
public enum PartState {
    WAITING, PREPARING, STARTING, READY, LIMITED, RESTARTING, STOPPING, STOPPED, FAILED;

    /** Whether the part rests here until something happens. */
    public boolean settled() {
        return switch (this) {
            case READY, LIMITED, RESTARTING, STOPPED, FAILED -> true;
            case WAITING, PREPARING, STARTING, STOPPING -> false;
        };
    }

    /** The word people read. */
    public String word() {
        return switch (this) {
            case WAITING -> "waiting";
            case PREPARING -> "preparing";
            case STARTING -> "starting";
            case READY -> "ready";
            case LIMITED -> "limited";
            case RESTARTING -> "restarting";
            case STOPPING -> "stopping";
            case STOPPED -> "stopped";
            case FAILED -> "failed";
        };
    }
}
