using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>Profile of a table → its columns with names, kinds, units and keys.</summary>
internal static class TableReader
{
    private const int LongestName = 63;
    private const int FewestOfFlags = 20;
    private const int FirstPaper = 100;

    private const int MostOfASort = 200;

    // Whole numbers that tell areas and seasons apart, and those that registers of a country give.
    private static readonly string[] Sorts = ["district", "ward", "precinct", "zone", "sector", "division", "borough", "region", "beat", "constituency", "season"];
    private static readonly string[] Areas = ["fips", "tract", "geoid"];

    private static readonly string[] NoSum = ["unit", "each", "per", "list", "average", "hourly", "daily", "nightly", "base", "standard"];
    private static readonly string[] Parties = ["customer", "client", "buyer", "sender", "guest", "member", "passenger", "patient", "tenant"];
    private static readonly string[] Pieces = ["quantity", "units", "pieces", "bottles", "cases", "boxes", "bags", "kegs", "crates", "packs", "tickets", "seats", "items", "nights"];

    private static readonly string[] Counted = ["count", "quantity", "total", "amount", "population", "value", "volume", "output", "production", "consumption", "distance", "attendance", "revenue", "demand", "power", "energy", "stock", "mileage"];

    private static readonly string[] Papers = ["receipt", "invoice", "order", "ticket", "booking", "case", "contract", "policy", "shipment", "voucher", "bill"];

    private static readonly string[] Prefixes = ["tbl", "table", "ref", "dim", "fact", "fct", "stg", "src"];

    public static TableSketch Read(TableProfile profile, Identifiers names, DatasetWords dataset, List<DraftNote> notes)
    {
        var written = NameWords.Split(profile.Name);
        var isStored = profile.Columns.Any(c => c.Name is not null);
        var name = isStored ? profile.Name : names.Of(written, "table");
        var words = dataset.Meaning(written.Count > 1 && Prefixes.Contains(written[0]) ? [.. written.Skip(1)] : written, null);
        // The rows of expenses_2025 are expenses, those of orders_export are orders.
        while (words.Count > 1 && (words[^1].All(char.IsAsciiDigit) || RowNouns.IsOfFiles(words[^1])))
            words = [.. words.SkipLast(1)];
        words = [.. words.SkipLast(1), .. RowNouns.Parted(words[^1])];
        var columns = isStored ? StoredColumns(profile, dataset, notes) : Columns(profile, name, dataset, notes);
        var table = new TableSketch(profile, name, words.Count == 0 ? [name] : words, columns);
        foreach (var column in table.Columns)
            Decide(column, table);
        ColumnLabels.Give(table, dataset);
        table.Whole = Whole(table);
        table.Key = Key(table);
        table.Time = Time(table);
        foreach (var column in table.Columns.Where(c => c.Kind == ColumnKind.Fact))
            column.Measurement = IsCoordinate(column, table) ? Measurement.None : IsPaid(column, table) ? Measurement.OfMoney : Measurement.Of(column, table.Time is not null);
        // What is sold by weight is added up, while the weight of a thing is not.
        foreach (var column in table.Columns.Where(c => c.Kind == ColumnKind.Fact && c.Measurement.Unit is null && UnitPrice.IsSoldBy(c, table)))
            column.Measurement = column.Measurement with { Additive = Additivity.Full, Aggregate = AggregateFunction.Sum };
        notes.AddRange(Notes(table));
        return table;
    }

    // The price of a parcel that somebody sent is what came in for it; that of a product, or of one of several pieces, is not.
    private static bool IsPaid(ColumnSketch column, TableSketch table) => column.Meaning.Contains("price") && !column.Has(NoSum) && table.Time is not null && table.Key is not null
        && table.Columns.Any(c => c != table.Key && c.Has(Parties)) && !table.Columns.Any(c => c.Kind == ColumnKind.Fact && (c.Has(Pieces) || (c != column && c.Has("price", "amount", "total", "revenue", "net"))));

    // Names are as they are. Two that differ by underscores alone lead a header to both, which no plugin may; the second cannot be asked for.
    private static List<ColumnSketch> StoredColumns(TableProfile profile, DatasetWords dataset, List<DraftNote> notes)
    {
        var names = new HashSet<string>();
        var columns = new List<ColumnSketch>();
        foreach (var (column, place) in profile.Columns.Select((c, i) => (c, i)).Where(c => c.c.Name is not null))
        {
            var words = NameWords.Split(column.Header);
            if (!names.Add(column.Name!.Replace("_", "", StringComparison.Ordinal)))
                notes.Add(new DraftNote(DraftNoteKind.LeftOut, profile.Name, null, $"'{column.Name}' differs from another column by underscores alone and is left out."));
            else
                columns.Add(Sketch(column, column.Name!, words.Count == 0 ? column.Name!.Split('_', StringSplitOptions.RemoveEmptyEntries) : words, place, profile.Name, dataset));
        }

        return columns;
    }

    private static List<ColumnSketch> Columns(TableProfile profile, string table, DatasetWords dataset, List<DraftNote> notes)
    {
        var names = new Identifiers(LongestName, StoredNames.Reserved);
        var headers = new HashSet<string>();
        var columns = new List<(string Key, ColumnProfile Column, int Place)>();
        foreach (var (column, place) in profile.Columns.Select((c, i) => (c, i)))
        {
            var key = string.Concat(column.Header.ToLowerInvariant().Where(char.IsLetterOrDigit));
            if (key.Length == 0)
                notes.Add(new DraftNote(DraftNoteKind.LeftOut, table, null, $"Column {place + 1} has no name and is left out."));
            else if (!headers.Add(key))
                notes.Add(new DraftNote(DraftNoteKind.LeftOut, table, null, $"'{column.Header}' is there twice; only the first is taken."));
            else
                columns.Add((key, column, place));
        }

        // Headers that are names already come first, and no other column gets a name that is somebody's header: an upload would mix them up.
        var plain = columns.ToLookup(c => string.Concat(NameWords.Split(c.Column.Header)) == c.Key);
        var named = plain[true].Select(c => Named(c.Column, c.Place, table, names, dataset)).ToList();
        names.Reserve(headers);
        named.AddRange(plain[false].Select(c => Named(c.Column, c.Place, table, names, dataset)));
        return [.. named.OrderBy(c => c.Place)];
    }

    private static ColumnSketch Named(ColumnProfile column, int place, string table, Identifiers names, DatasetWords dataset)
    {
        var words = NameWords.Split(column.Header);
        return Sketch(column, names.Of(words, $"column_{place + 1}"), words.Count == 0 ? ["column", $"{place + 1}"] : words, place, table, dataset);
    }

    // "tel" is a telescope where the rows are telescopes.
    private static ColumnSketch Sketch(ColumnProfile column, string name, IReadOnlyList<string> words, int place, string table, DatasetWords dataset) =>
        new(column, name, words, place, dataset.Meaning(NameWords.WithNoun(words, table), column));

    private static void Decide(ColumnSketch column, TableSketch table)
    {
        var profile = column.Profile;
        // Numbers that nobody counts with, and codes of which some have letters in other files.
        if (column.Type == ColumnType.Integer && !column.IsStored && IsCode(column))
            column.Type = ColumnType.Text;
        // Of stored numbers the ends are known, not the values.
        var bothOccur = profile is { Minimum: 0, Maximum: 1 };
        var isBinary = bothOccur || (profile.Values.Count is 1 or 2 && profile.Values.All(v => v.Value is "0" or "1"));
        column.IsFlag = column.Type == ColumnType.Boolean || (isBinary && column.Type == ColumnType.Integer && (IsFlag(column) || (bothOccur && profile.Rows >= FewestOfFlags && !IsNumberOf(column))));
        if (column.IsFlag && !column.IsStored)
            column.Type = ColumnType.Boolean;
        if (PersonalData.Of(column, table) is { } personal)
            (column.Pii, column.Hidden) = (true, PersonalData.IsHidden(personal));
        column.Kind = column.Type switch
        {
            ColumnType.Date or ColumnType.Timestamp => ColumnKind.Time,
            ColumnType.Uuid => ColumnKind.Id,
            ColumnType.Boolean => ColumnKind.Dimension,
            ColumnType.Integer or ColumnType.Decimal => column.IsFlag || IsCode(column) ? ColumnKind.Dimension : IsNumberOfRow(column, table) ? ColumnKind.Id : NumberKind(column),
            _ when column.Hidden => ColumnKind.Text,
            // A code that rows share says of what sort they are, unless it turns out to refer to another table.
            _ when column.IsKeyLike && !column.Has(UsualTypes.PostalCodes) && (column.IsUnique || !column.Has("code", "type", "status")) => ColumnKind.Id,
            _ => IsProse(column) ? ColumnKind.Text : ColumnKind.Dimension,
        };
    }

    private static bool IsCode(ColumnSketch column) =>
        (column.Has("phone", "telephone", "fax", "mobile", "iban", "isbn") || column.Has(UsualTypes.PostalCodes)) && !column.Has("count", "quantity");

    // None or one of something, so far.
    private static bool IsNumberOf(ColumnSketch column) =>
        column.Has("count", "number", "quantity", "total", "sum", "amount", "score", "rating", "grade", "level", "rank", "size", "year", "age", "hour", "day", "week", "month", "id", "code", "point", "goal", "win", "wins") || (column.Meaning[^1].EndsWith('s') && !column.Meaning[^1].EndsWith("ss", StringComparison.Ordinal));

    private static bool IsFlag(ColumnSketch column) =>
        column.Words.Count > 0 && (column.Words[0] is "is" or "has" or "was" or "can" || column.Meaning[^1] is "flag" or "yn" or "ind" || column.Words[^1].EndsWith("ed", StringComparison.Ordinal)
        || column.Words is ["no", _, ..] || column.Has("active", "enabled", "deleted", "returned", "paid", "open", "valid", "churn", "default", "subscriber"));

    // The second line of an order is no amount of lines.
    private static bool IsPlace(ColumnSketch column) => column.Type == ColumnType.Integer && column.Words is ["ln" or "line" or "seq" or "sequence"];

    /// <summary>Whether it holds what papers are told by, such as receipt 3001, and not what they come to.</summary>
    public static bool IsNumbered(ColumnSketch column) => column.Type == ColumnType.Integer && column.Words is [var word] && Papers.Contains(word) && column.Profile.Minimum >= FirstPaper;

    // The first column of jobs is called job: the number that each of them has.
    private static bool IsNumberOfRow(ColumnSketch column, TableSketch table) =>
        column is { Place: 0, IsUnique: true, Type: ColumnType.Integer, Words: [var word] } && NameWords.Singular(table.Words[^1]) == NameWords.Singular(word);

    private static ColumnKind NumberKind(ColumnSketch column)
    {
        if (column.IsKeyLike || IsPlace(column) || IsNumbered(column))
            return ColumnKind.Id;
        if (column.Type == ColumnType.Integer && column.Has("year", "month", "quarter", "week", "day", "hour", "weekday") && !column.Has("count", "total", "number", "rate", "price", "fee", "cost", "pay", "wage", "charge", "amount"))
            return ColumnKind.Dimension;
        // Steps of a scale are grouped by, not added up.
        if (column.Type == ColumnType.Integer && column.Profile.Distinct <= 20 && column.Has("grade", "level", "floor", "tier", "stage", "priority", "severity", "class", "comparison"))
            return ColumnKind.Dimension;
        // District 7 is seven of nothing.
        if (IsOfASort(column))
            return ColumnKind.Dimension;
        // The lid of lessons and the lno of learners: a letter, and that it is a number.
        if (column is { IsUnique: true, Type: ColumnType.Integer, Words: [{ Length: 3 } own] } && own[1..] is "id" or "no" or "nr")
            return ColumnKind.Id;
        // Bidders begin with their paddle: whole numbers that all differ, and that nothing is measured in.
        if (column is { Place: 0, IsUnique: true, Type: ColumnType.Integer, Profile: { Rows: >= FewestOfFlags, Minimum: >= 0 }, Words: [[.., not 's']] } && Measurement.Of(column, false) is { Unit: null, Additive: Additivity.Full } && !column.Has(Counted))
            return ColumnKind.Id;
        // A running number in the first column is a key, whatever it is called.
        return column.Place == 0 && column.IsUnique && column.Type == ColumnType.Integer && column.Profile.Minimum >= 0 && column.Words.Count == 1
            && column.Has("id", "index", "row", "line", "number")
            ? ColumnKind.Id
            : ColumnKind.Fact;
    }

    /// <summary>Whether whole numbers tell districts, wards or seasons apart.</summary>
    public static bool IsOfASort(ColumnSketch column) => column.Type == ColumnType.Integer && column.Meaning[0] != "number"
        && (Sorts.Contains(column.Meaning[^1]) ? column.Profile.Distinct <= MostOfASort : Areas.Contains(column.Meaning[^1]));

    private static bool IsProse(ColumnSketch column) =>
        column.Profile.Shape == ValueShape.Url || column.Profile.AverageWords > 6 || column.Profile.AverageLength > 60
        || column.Has("description", "comment", "comments", "note", "notes", "remark", "remarks", "url", "link", "details", "text") && column.Profile.Distinct > 20 && column.Profile.AverageWords > 2.5;

    // Orders with several rows for one order number.
    private static ColumnSketch? Whole(TableSketch table) => OfNumber(table, [.. table.Words.Select(NameWords.Singular)]);

    /// <summary>Reads the lines of an only table as parts of what they are called after: order lines with several rows for one order number.</summary>
    public static void Part(TableSketch table)
    {
        var noun = table.Words.Select(NameWords.Singular).ToList();
        if (table.Whole is null && noun.Count > 1 && RowNouns.IsPart(noun[^1]))
            table.Whole = OfNumber(table, noun.SkipLast(1).ToList());
    }

    private static ColumnSketch? OfNumber(TableSketch table, List<string> noun) =>
        table.Columns.FirstOrDefault(c => c is { Kind: ColumnKind.Id, IsUnique: false, Hidden: false, Profile.Nulls: 0, Profile.Unique: false } && c.IsKeyLike && c.Meaning.SkipLast(1).Select(NameWords.Singular).SequenceEqual(noun));

    private static bool IsCoordinate(ColumnSketch column, TableSketch table) =>
        column.Words[^1] is "long" or "lng" or "lon" && table.Columns.Any(c => c.Has("latitude"));

    private static ColumnSketch? Key(TableSketch table)
    {
        var noun = NameWords.Singular(table.Words[^1]);
        return table.Columns
            .Where(c => c.IsUnique && c.Type is ColumnType.Integer or ColumnType.Text or ColumnType.Uuid && !c.Hidden && c.Kind is not (ColumnKind.Text or ColumnKind.Fact))
            .Select(c => (Column: c, Score: (c.Kind == ColumnKind.Id ? 2 : 0) + (c.Meaning.Contains(noun) || c.Meaning.Count == 1 ? 1.5 : 0) + (c.Place == 0 ? 1 : 0)))
            .Where(c => c.Score >= 2)
            .OrderByDescending(c => c.Score).ThenBy(c => c.Column.Place)
            .Select(c => c.Column)
            .FirstOrDefault();
    }

    private static ColumnSketch? Time(TableSketch table)
    {
        var noun = NameWords.Singular(table.Words[^1]);
        return table.Columns
            .Where(c => c.Kind == ColumnKind.Time && !c.Hidden && c.Profile.Nulls * 2 < c.Profile.Rows && !c.Has("birth", "birthdate", "birthday", "expiry", "expiration", "expires"))
            .Select(c => (Column: c, Score: (c.Meaning.Contains(noun) ? 3 : 0) + (c.Has("order", "ordered", "sale", "sold", "transaction", "start", "created", "placed") ? 2 : 0)
                - (c.Has("end", "to", "until", "updated", "modified", "resolved", "closed", "due", "delivered", "shipped") ? 2 : 0) - (c.Profile.Nulls > 0 ? 1 : 0)))
            .OrderByDescending(c => c.Score).ThenBy(c => c.Column.Place)
            .Select(c => c.Column)
            .FirstOrDefault();
    }

    private static IEnumerable<DraftNote> Notes(TableSketch table)
    {
        foreach (var column in table.Columns)
        {
            foreach (var doubt in column.Profile.Doubts.Where(_ => column.Type == column.Profile.Type))
                yield return new DraftNote(DraftNoteKind.Question, table.Name, column.Name, doubt);
            if (column.Profile.NullWords.Count > 0)
            {
                var words = string.Join(", ", column.Profile.NullWords.Select(w => $"'{w}'"));
                yield return new DraftNote(DraftNoteKind.Question, table.Name, column.Name, $"{words} stands for no value here. Is that so?");
            }

            if (PersonalData.Of(column, table) is { } personal)
            {
                var consequence = PersonalData.IsHidden(personal) ? "hidden" : "visible; hide it if nobody may see it";
                var what = PersonalData.Phrase(personal);
                yield return new DraftNote(DraftNoteKind.PersonalData, table.Name, column.Name, $"{char.ToUpperInvariant(what[0])}{what[1..]}: {consequence}.");
            }
        }
    }
}
