package com.scrydon.scim.servicekit.callers;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many calls of an API are answered, keys {@code scim.api-rates.*}; of each instance of a service.
 *
 * @param perSecond calls a second of one person or token, 0 to 1,000,000; all of an organisation have four times as many. 0: no limit.
 *     Past it 429, never for a DELETE
 * @param burst calls at once, 1 to 1,000,000
 * @param unlimitedCallers ids of persons ({@code sub}) without a limit: the launcher's own administrator on a developer's machine
 */
@ConfigurationProperties("scim.api-rates")
public record CallerRateProperties(@DefaultValue("50") int perSecond, @DefaultValue("500") int burst,
        @DefaultValue Set<String> unlimitedCallers) {

    private static final int MOST = 1_000_000;

    public CallerRateProperties {
        if (perSecond < 0 || perSecond > MOST || burst < 1 || burst > MOST) {
            throw new IllegalArgumentException(
                    "scim.api-rates are 0 to " + MOST + " a second, 1 to " + MOST + " at once");
        }
        unlimitedCallers = Set.copyOf(unlimitedCallers);
    }
}
