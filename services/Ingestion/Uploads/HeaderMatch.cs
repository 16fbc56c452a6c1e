using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Ingestion.Uploads;

/// <summary>Which cell of a record belongs to which column of the table.</summary>
/// <param name="Columns">Columns of the table that the file has, with their place in the file.</param>
/// <param name="Absent">Optional columns of the table that the file lacks.</param>
/// <param name="Ignored">Names in the file that the table does not know.</param>
/// <param name="Cells">Cells that every record must have.</param>
internal sealed record HeaderMatch(
    IReadOnlyList<MatchedColumn> Columns, IReadOnlyList<ColumnDefinition> Absent, IReadOnlyList<string> Ignored, int Cells)
{
    /// <summary>
    /// Matches a header by name and accepted header names, without regard to letter case and punctuation. A column's own name
    /// comes before its other names, and these in their declared order.
    /// </summary>
    public static Result<HeaderMatch> Of(IReadOnlyList<string> names, TableDefinition table)
    {
        var places = names.Select((name, place) => (Key: Normalise(name), name, place)).Where(n => n.Key.Length > 0).ToLookup(n => n.Key);
        var (matched, absent, problems) = (new List<MatchedColumn>(), new List<ColumnDefinition>(), new List<FailureIssue>());
        foreach (var column in table.Columns)
        {
            var found = column.Headers.Prepend(column.Name).Select(h => places[Normalise(h)]).FirstOrDefault(p => p.Any())?.ToList() ?? [];
            if (found.Count > 1)
                problems.Add(new FailureIssue("ingestion.header-duplicate", $"'{UploadErrors.Shown(found[0].name)}' is there {found.Count} times.") { Column = column.Name });
            else if (found.Count == 1)
                matched.Add(new MatchedColumn(column, found[0].place));
            else
                absent.Add(column);
        }

        if (problems.Count > 0)
            return UploadErrors.HeaderDuplicate(problems);
        var missing = absent.Where(c => c.Required).ToList();
        if (missing.Count == 0 && matched.Count == 0)
            missing = absent;
        if (missing.Count > 0)
        {
            return UploadErrors.HeaderMissing([.. missing.Select(c => new FailureIssue("ingestion.header-missing", $"The column '{c.Name}' is missing.")
            {
                Column = c.Name,
                Suggestions = [.. c.Headers.Prepend(c.Name).Distinct().Take(10)],
            })]);
        }

        var used = matched.Select(m => m.Place).ToHashSet();
        var ignored = names.Where((_, place) => !used.Contains(place)).Select(UploadErrors.Shown).ToList();
        return new HeaderMatch(matched, absent, ignored, names.Count);
    }

    /// <summary>"Order-Date " and "order_date" are the same header.</summary>
    public static string Normalise(string name) => new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}

/// <summary>A column of the table and its place in the file's records.</summary>
internal sealed record MatchedColumn(ColumnDefinition Definition, int Place);
