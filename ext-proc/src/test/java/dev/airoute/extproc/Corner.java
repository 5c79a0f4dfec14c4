package dev.airoute.extproc;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the corner cases that a test covers, by their numbers in {@code corner-cases.tsv}. On a class it speaks for
 * all its tests. {@link CornerCasesTest} keeps the list and the tests in step.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Corner {
  int[] value();
}
