package com.scrydon.scim.servicekit.exposure;

import jakarta.servlet.Filter;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter.XFrameOptionsMode;

/**
 * Puts both filters around everything of a service, SCIM included, which Spring Security's own chains leave alone. The console has
 * headers of its own.
 */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "scim.api.enabled", matchIfMissing = true)
class ExposureConfiguration {

    /** Before every filter that may answer by itself. */
    private static final int HEADERS = -220;
    private static final int INSIDES = -210;

    /**
     * No guessing of types, no caching of personal data, no frames, and TLS from then on once it was used (OWASP REST). Written at once,
     * so that no answer is without them, whoever gives it.
     */
    @Bean
    FilterRegistrationBean<HeaderWriterFilter> securityHeaders() {
        var filter = new HeadersOfAllAnswers();
        filter.setShouldWriteHeadersEagerly(true);
        return registered(filter, "/*", HEADERS);
    }

    @Bean
    FilterRegistrationBean<InsidesFilter> insides() {
        return registered(new InsidesFilter(), "/actuator/*", INSIDES);
    }

    private static <F extends Filter> FilterRegistrationBean<F> registered(F filter, String pattern, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(pattern);
        registration.setOrder(order);
        return registration;
    }

    /** Error pages included: a TRACE is refused by Tomcat before any filter is asked. */
    private static final class HeadersOfAllAnswers extends HeaderWriterFilter {

        HeadersOfAllAnswers() {
            super(List.of(new XContentTypeOptionsHeaderWriter(), new CacheControlHeadersWriter(),
                    new XFrameOptionsHeaderWriter(XFrameOptionsMode.DENY), new HstsHeaderWriter()));
        }

        @Override
        protected boolean shouldNotFilterErrorDispatch() {
            return false;
        }
    }
}
