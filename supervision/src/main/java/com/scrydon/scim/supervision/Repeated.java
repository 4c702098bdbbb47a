package com.scrydon.scim.supervision;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a bean, without parameters, that is called again and again on a {@link SupervisedThread} of its own, from the
 * start of the application to the beginning of its end. None waits behind another.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Repeated {

    /** Name of the thread. */
    String value();

    /** Between the end of one call and the beginning of the next. */
    long pauseMillis();

    /** Before the first call. */
    long firstMillis() default 0;
}
