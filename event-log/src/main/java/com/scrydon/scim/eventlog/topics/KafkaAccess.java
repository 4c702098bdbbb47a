package com.scrydon.scim.eventlog.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** Says in a cluster who may log in and what each may do (R37). All of it can be repeated; nothing is taken away. */
public final class KafkaAccess {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    /** As many as Kafka's own tools take. Passwords are random: nobody guesses them, however quick a guess is. */
    private static final ScramCredentialInfo SCRAM = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

    private final Admin admin;

    /** @param admin of somebody who may alter the cluster */
    public KafkaAccess(Admin admin) {
        this.admin = admin;
    }

    /**
     * Grants rights; returns when they are in force, which they are a moment after the controller has taken them.
     *
     * @throws KafkaException if they cannot be granted
     */
    public void grant(Collection<AclBinding> rights) {
        await("the rights cannot be granted", admin.createAcls(rights).all());
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!inForce().containsAll(rights)) {
            if (System.nanoTime() - until > 0) {
                throw new KafkaException("the rights are not in force after " + PATIENCE.toSeconds() + " s");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private Collection<AclBinding> inForce() {
        return await("the rights cannot be read", admin.describeAcls(AclBindingFilter.ANY).values());
    }

    /**
     * Sets passwords of users that log in by SCRAM-SHA-512, and makes those that are not there yet. The password itself is
     * not sent. Whoever is logged in stays so.
     *
     * @throws KafkaException if they cannot be set
     */
    public void setPasswords(Map<String, String> passwordByUser) {
        List<UserScramCredentialAlteration> changes = passwordByUser.entrySet().stream().map(
                user -> (UserScramCredentialAlteration) new UserScramCredentialUpsertion(user.getKey(), SCRAM,
                        user.getValue()))
                .toList();
        await("the passwords cannot be set", admin.alterUserScramCredentials(changes).all());
    }

    private static <T> T await(String failure, KafkaFuture<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            throw new KafkaException(failure, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(failure + ": interrupted", e);
        }
    }
}
