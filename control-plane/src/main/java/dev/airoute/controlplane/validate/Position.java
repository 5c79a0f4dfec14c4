package dev.airoute.controlplane.validate;

/**
 * A place in a file.
 *
 * @param line from 1; 0: the file as a whole
 * @param column from 1; 0: the line as a whole
 */
public record Position(String file, int line, int column) implements Comparable<Position> {
  public static Position ofFile(String file) {
    return new Position(file, 0, 0);
  }

  @Override
  public int compareTo(Position other) {
    int byFile = file.compareTo(other.file);
    int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  /** {@code FILE:LINE:COLUMN}, the form that editors and CI systems make a link of. */
  @Override
  public String toString() {
    if (line == 0) {
      return file;
    }
    return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }
}
