package dev.airoute.extproc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;
import static org.junit.platform.commons.support.AnnotationSupport.isAnnotated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.ReflectionSupport;

/** Each corner case of {@code corner-cases.txt} is named by a test that runs, or is in the list of those that are open. */
class CornerCasesTest {
  private static final int CASES = 58;

  private final SortedMap<Integer, String> cases = lines("/corner-cases.txt");
  private final SortedMap<Integer, String> open = lines("/corner-cases-open.txt");
  private final SortedMap<Integer, SortedSet<String>> tests = tests();

  @Test
  void theListIsWhole() {
    assertThat(cases.keySet())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, CASES).boxed().toList());
    assertThat(cases.values()).doesNotHaveDuplicates().allMatch(text -> text.length() > 20);
  }

  @Test
  void everyCaseHasATestOrAReason() {
    Set<Integer> missing = new TreeSet<>(cases.keySet());
    missing.removeAll(tests.keySet());
    missing.removeAll(open.keySet());
    assertThat(missing).as("cases without a test").isEmpty();
  }

  @Test
  void whatIsOpenHasNoTestAndSaysWhy() {
    assertThat(cases.keySet()).containsAll(open.keySet());
    assertThat(open.values()).allMatch(reason -> reason.length() > 10);
    Map<Integer, SortedSet<String>> both = new TreeMap<>(tests);
    both.keySet().retainAll(open.keySet());
    assertThat(both).as("open cases that a test names").isEmpty();
  }

  @Test
  void testsNameOnlyCasesThatExist() {
    Map<Integer, SortedSet<String>> unknown = new TreeMap<>(tests);
    unknown.keySet().removeAll(cases.keySet());
    assertThat(unknown).as("numbers without a case").isEmpty();
  }

  /** The names of the tests that run, by the numbers of the cases they name. */
  private static SortedMap<Integer, SortedSet<String>> tests() {
    SortedMap<Integer, SortedSet<String>> tests = new TreeMap<>();
    for (Class<?> type :
        ReflectionSupport.findAllClassesInPackage("dev.airoute.extproc", _ -> true, _ -> true)) {
      for (Method method : type.getDeclaredMethods()) {
        if (isAnnotated(method, Testable.class) && runs(method) && runs(type)) {
          numbers(method).forEach(number -> add(tests, number, method));
          numbers(type).forEach(number -> add(tests, number, method));
        }
      }
    }
    return tests;
  }

  private static boolean runs(AnnotatedElement element) {
    return !isAnnotated(element, Disabled.class);
  }

  private static IntStream numbers(AnnotatedElement element) {
    return findAnnotation(element, Corner.class).stream()
        .flatMapToInt(corner -> IntStream.of(corner.value()));
  }

  private static void add(SortedMap<Integer, SortedSet<String>> tests, int number, Method method) {
    tests
        .computeIfAbsent(number, _ -> new TreeSet<>())
        .add(method.getDeclaringClass().getSimpleName() + "." + method.getName());
  }

  /** Lines of a number and what is said of it; {@code #} begins a comment. */
  private static SortedMap<Integer, String> lines(String resource) {
    SortedMap<Integer, String> lines = new TreeMap<>();
    text(resource)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .forEach(line -> {
          String[] parts = line.split(" ", 2);
          String before = lines.put(Integer.valueOf(parts[0]), parts[1]);
          assertThat(before).as(line).isNull();
        });
    return lines;
  }

  private static String text(String resource) {
    try (InputStream in = CornerCasesTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
