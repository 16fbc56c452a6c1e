namespace NlSql.Drafting.Models;

/// <summary>Labels and synonyms of a table's columns. Two columns never share a phrase.</summary>
internal static class ColumnLabels
{
    private const int Longest = 100;

    public static void Give(TableSketch table, DatasetWords dataset)
    {
        // The words of the header; as they are written where another column has those; the name as the last way out.
        var taken = table.Columns.Select(c => Phrase(c.Name)).ToHashSet();
        foreach (var column in table.Columns)
        {
            var own = Phrase(column.Name);
            column.Label = Candidates(column, dataset).FirstOrDefault(l => Phrase(l) is { Length: > 0 and <= Longest } phrase && (phrase == own || taken.Add(phrase)))
                ?? NameWords.Label(own.Split(' '));
        }

        foreach (var column in table.Columns)
        {
            if (NameWords.AreForeign(column.Words) && string.Join(' ', column.Meaning) is var english && taken.Add(english))
                column.Synonyms.Add(english);
            column.Synonyms.AddRange(UsualWords.For(column).Where(taken.Add));
        }

        // "price" is the only one that there is.
        if (table.Columns.Where(UnitPrice.Is).ToList() is [var price] && !table.Columns.Any(c => c != price && c.Has("price")))
            price.Synonyms.AddRange(UnitPrice.Names(price).Where(taken.Add));
    }

    private static IEnumerable<string> Candidates(ColumnSketch column, DatasetWords dataset)
    {
        // "Charter" of charter_yn, unless rows are called so: has_order is no order.
        if (column.IsFlag && Flag.Words(column) is var said && said.Count < column.Meaning.Count && !(said.Count == 1 && dataset.IsOfTable(said[0])))
            yield return NameWords.Label(said);
        // Letters that names cannot have: what people read is the header.
        var header = string.Join(' ', column.Profile.Header.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (header.Any(char.IsLetter) && !header.Any(char.IsControl) && (NameWords.Split(header).Count == 0 || NameWords.AreForeign(column.Words)))
            yield return header;
        yield return NameWords.Label(column.Meaning);
        yield return NameWords.Label(column.Words);
    }

    private static string Phrase(string label) =>
        string.Join(' ', label.ToLowerInvariant().Split([' ', '_', '-', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
