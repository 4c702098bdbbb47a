package com.scrydon.scim.eventlog.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.scrydon.scim.schemas.PartitionScale;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;

class TopicsPropertiesTests {

    @Test
    void withoutKeysAServiceExpectsWhatTheDeployStepMakes() {
        assertThat(new Binder().bindOrCreate("scim.topics", TopicsProperties.class).scale())
                .isEqualTo(PartitionScale.PRODUCTION);
    }

    @Test
    void noTopicHasNoPartition() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TopicsProperties(0, 12));
    }
}
