package com.scrydon.scim.ctl.deploy;

/**
 * What a deploy step did.
 *
 * @param migrationsRun migrations that were not there yet
 * @param passwordsSet roles whose password was set
 * @param topicsChecked topics that exist with their declared number of partitions
 * @param loginsSet clients of Kafka whose password and rights were set
 * @param schemasPinned schemas that were registered and pinned now
 */
public record DeploymentReport(int migrationsRun, int passwordsSet, int topicsChecked, int loginsSet,
        int schemasPinned) {

    /** One line for people. */
    public String summary() {
        return ("%d migrations run, %d role passwords set, %d topics checked, %d logins of Kafka set, "
                + "%d schemas registered and pinned").formatted(migrationsRun, passwordsSet, topicsChecked, loginsSet,
                        schemasPinned);
    }
}
