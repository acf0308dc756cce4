package io.rollcall.server.importexport;

import static java.util.Map.entry;

import io.rollcall.server.importexport.CsvColumn.Columns;
import io.rollcall.server.importexport.CsvScanner.Cell;
import io.rollcall.server.kernel.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Headings of a table, with the separator of its cells.
 *
 * @param columns empty if the heading is
 */
record CsvHeadings(char separator, List<Optional<CsvColumn>> columns) {
    /** Excel's first line, which it writes and reads to name the separator. */
    private static final Pattern EXCEL_SEPARATOR =
            Pattern.compile("[\\s\\p{Z}\\ufeff]*\"?sep=(.)\"?[,;\\t\"]*[\\s\\p{Z}]*", Pattern.CASE_INSENSITIVE);

    private static final int MAX_DISTANCE = 2;
    private static final int MAX_SHOWN = 60;

    /** Headings of identity providers' exports and of spreadsheets, without case, spaces and punctuation. */
    private static final Map<String, String> USUAL_NAMES = Map.ofEntries(
            entry("login", CsvColumn.USER_NAME),
            entry("loginname", CsvColumn.USER_NAME),
            entry("user", CsvColumn.USER_NAME),
            entry("userprincipalname", CsvColumn.USER_NAME),
            entry("upn", CsvColumn.USER_NAME),
            entry("email", "emails[work]"),
            entry("emails", "emails[work]"),
            entry("emailaddress", "emails[work]"),
            entry("mail", "emails[work]"),
            entry("primaryemail", "emails[work]"),
            entry("secondemail", "emails[home]"),
            entry("firstname", "name.givenName"),
            entry("givenname", "name.givenName"),
            entry("lastname", "name.familyName"),
            entry("familyname", "name.familyName"),
            entry("surname", "name.familyName"),
            entry("name", "displayName"),
            entry("fullname", "displayName"),
            entry("jobtitle", "title"),
            entry("phone", "phoneNumbers[work]"),
            entry("primaryphone", "phoneNumbers[work]"),
            entry("telephonenumber", "phoneNumbers[work]"),
            entry("mobile", "phoneNumbers[mobile]"),
            entry("mobilephone", "phoneNumbers[mobile]"),
            entry("employeeid", "employeeNumber"),
            entry("status", "active"),
            entry("accountenabled", "active"),
            entry("enabled", "active"),
            entry("managerid", CsvColumn.MANAGER),
            entry("manageremail", CsvColumn.MANAGER_USER_NAME),
            entry("managerupn", CsvColumn.MANAGER_USER_NAME),
            entry("objectid", "externalId"));

    private static final Set<String> ROLE_NAMES = Set.of("role", "userrole");

    CsvHeadings {
        columns = List.copyOf(columns);
    }

    /**
     * Reads the headings of a table.
     *
     * @param wanted the separator; the one that makes most headings known if empty
     * @throws Refusal INVALID if they are not those of a table of users
     */
    static CsvHeadings read(
            CsvScanner rows, TextScanner text, Optional<ImportFile.Separator> wanted, ImportConfig config)
            throws IOException {
        CsvScanner.Heading first = next(rows, text, config.columns());
        Matcher named = EXCEL_SEPARATOR.matcher(first.text());
        if (!named.matches()) {
            return read(first, text, wanted, config);
        }
        ImportFile.Separator said = ImportFile.Separator.of(named.group(1).charAt(0))
                .orElseThrow(() -> text.refusal("its first line names the separator '" + named.group(1)
                        + "'. Save it with commas, semicolons or tabs."));
        return read(next(rows, text, config.columns()), text, Optional.of(wanted.orElse(said)), config);
    }

    private static CsvScanner.Heading next(CsvScanner rows, TextScanner text, Columns known) throws IOException {
        return rows.heading()
                .orElseThrow(() -> text.refusal("it has no row of headings. Begin it with " + names(known) + "."));
    }

    private static CsvHeadings read(
            CsvScanner.Heading row, TextScanner text, Optional<ImportFile.Separator> wanted, ImportConfig config)
            throws IOException {
        List<Cell> best = List.of();
        char separator = ImportFile.Separator.COMMA.sign();
        long known = -1;
        for (ImportFile.Separator candidate :
                wanted.map(List::of).orElseGet(() -> List.of(ImportFile.Separator.values()))) {
            List<Cell> cells = cells(row, text, candidate, config.maxLineCharacters());
            long score = cells.stream()
                    .filter(cell -> config.columns().find(cell.bare()).isPresent())
                    .count();
            if (score > known || (score == known && cells.size() > best.size())) {
                known = score;
                best = cells;
                separator = candidate.sign();
            }
        }
        return of(separator, best, text, config.columns());
    }

    private static List<Cell> cells(
            CsvScanner.Heading row, TextScanner text, ImportFile.Separator separator, int maxCharacters)
            throws IOException {
        TextScanner copy = text.of(row.text(), row.line());
        try {
            return new CsvScanner(copy, maxCharacters)
                    .next(separator.sign())
                    .map(CsvScanner.Row::cells)
                    .orElse(List.of());
        } catch (Refusal misread) {
            // Another separator may fit; if none does, the headings are unknown, and refused in these words.
            return List.of(new Cell(row.text(), false));
        }
    }

    private static CsvHeadings of(char separator, List<Cell> cells, TextScanner text, Columns known) {
        List<Optional<CsvColumn>> columns = new ArrayList<>();
        for (Cell cell : cells) {
            String heading = cell.bare();
            Optional<CsvColumn> column = known.find(heading);
            if (column.isEmpty() && !heading.isEmpty()) {
                throw text.refusal(unknown(heading, known));
            }
            int before = columns.indexOf(column);
            if (column.isPresent() && before >= 0) {
                throw text.refusal("columns %d and %d both have the heading '%s'. Delete one of them."
                        .formatted(before + 1, columns.size() + 1, column.get().heading()));
            }
            columns.add(column);
        }
        if (columns.stream().flatMap(Optional::stream).noneMatch(CsvHeadings::isUserName)) {
            throw text.refusal("it has no column userName, which identifies users.");
        }
        return new CsvHeadings(separator, columns);
    }

    private static boolean isUserName(CsvColumn column) {
        return column.heading().equals(CsvColumn.USER_NAME);
    }

    private static String unknown(String heading, Columns known) {
        String shown = heading.length() > MAX_SHOWN ? heading.substring(0, MAX_SHOWN) + "..." : heading;
        return "There is no column '" + shown + "'."
                + suggestion(heading, known)
                        .map(name -> " Did you mean '" + name + "'?")
                        .orElse("")
                + " The columns are " + names(known) + ".";
    }

    private static String names(Columns known) {
        return String.join(", ", known.all().stream().map(CsvColumn::heading).toList());
    }

    private static Optional<String> suggestion(String heading, Columns known) {
        String plain = plain(heading);
        if (plain.isEmpty() || plain.length() > MAX_SHOWN) {
            return Optional.empty();
        }
        if (ROLE_NAMES.contains(plain)) {
            return Optional.of(known.role());
        }
        return Optional.ofNullable(USUAL_NAMES.get(plain)).or(() -> nearest(plain, known));
    }

    private static Optional<String> nearest(String plain, Columns known) {
        return known.all().stream()
                .map(CsvColumn::heading)
                .min(Comparator.comparingInt(name -> distance(plain, plain(name))))
                .filter(name -> distance(plain, plain(name)) <= Math.min(MAX_DISTANCE, plain.length() / 3));
    }

    private static String plain(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** Returns the Levenshtein distance: the number of letters to insert, delete or replace. */
    private static int distance(String from, String to) {
        int[] row = IntStream.rangeClosed(0, to.length()).toArray();
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(diagonal, row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
