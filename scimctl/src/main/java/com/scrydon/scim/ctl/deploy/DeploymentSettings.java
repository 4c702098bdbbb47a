package com.scrydon.scim.ctl.deploy;

import com.scrydon.scim.eventlog.topics.KafkaRights;
import com.scrydon.scim.schemas.PartitionScale;
import java.util.Map;

/**
 * What the deploy step needs to know.
 *
 * @param jdbcUrl the database, such as {@code jdbc:postgresql://db/scrydon}
 * @param owner role that owns the schemas and may create roles
 * @param ownerPassword its password
 * @param rolePasswords password of each service's role; a role that is not named here keeps the one it has
 * @param kafka client properties, {@code bootstrap.servers} among them
 * @param kafkaPasswords password by which each client of Kafka logs in; one that is not named keeps password and rights
 * @param replicationFactor of the topics that are created; existing topics keep theirs
 * @param scale partition counts, fixed for ever
 */
public record DeploymentSettings(String jdbcUrl, String owner, String ownerPassword, Map<String, String> rolePasswords,
        Map<String, Object> kafka, Map<KafkaRights, String> kafkaPasswords, short replicationFactor,
        PartitionScale scale) {

    public DeploymentSettings {
        rolePasswords = Map.copyOf(rolePasswords);
        kafka = Map.copyOf(kafka);
        kafkaPasswords = Map.copyOf(kafkaPasswords);
        if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("not a PostgreSQL JDBC URL: " + jdbcUrl);
        }
        if (replicationFactor < 1) {
            throw new IllegalArgumentException("replication factor must be at least 1, not " + replicationFactor);
        }
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "DeploymentSettings[" + jdbcUrl + " as " + owner + ", roles " + rolePasswords.keySet() + ", " + scale
                + "]";
    }
}
