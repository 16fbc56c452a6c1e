using NlSql.Drafting.Profiling;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>Profiles → semantic model. Pure: the same profiles give the same model.</summary>
public static class ModelDrafter
{
    private const int LongestTable = 29;
    private const int MostListedValues = 12;
    private const int LongestHeader = 200;

    // Codes are listed for their author to explain; in a model of many columns nobody would, and its file has a limit.
    private const int MostColumnsWithCodes = 250;

    /// <summary>Drafts a model.</summary>
    /// <param name="identity">Who the model is.</param>
    /// <param name="profiles">At least one table, each with at least one column that has a name.</param>
    /// <exception cref="ArgumentException">There is no table, or one without columns.</exception>
    public static DraftedModel Draft(DraftIdentity identity, IReadOnlyList<TableProfile> profiles)
    {
        var notes = new List<DraftNote>();
        var names = new Identifiers(LongestTable);
        profiles = ModelSize.Fit(profiles, notes);
        var words = DatasetWords.Of(profiles);
        var tables = profiles.Select(p => TableReader.Read(p, names, words, notes)).ToList();
        if (tables.Count == 0 || tables.Exists(t => t.Columns.Count == 0))
            throw new ArgumentException("A model needs a table, and a table a column with a name.", nameof(profiles));
        var (sure, likely) = RelationshipFinder.Find(tables);
        var relationships = RelationshipDrafter.Draft(sure, tables);
        SharedWords.Give(tables, sure);
        // What perhaps refers is not added up either.
        foreach (var perhaps in likely.Where(l => l.Column.Kind == ColumnKind.Fact))
            perhaps.Column.Kind = ColumnKind.Id;
        // "patient" of prescriptions holds whoever is called so, even by a key that is hidden.
        foreach (var named in tables.SelectMany(t => t.Columns).Where(c => c is { Kind: ColumnKind.Fact, Type: ColumnType.Integer } && tables.Exists(t => !t.Columns.Contains(c) && ReferenceNames.IsCalledAfter(c, t) && t.Columns.Any(k => k is { IsUnique: true, Type: ColumnType.Integer } && c.Profile.ContainedIn(k.Profile) >= 1))))
            named.Kind = ColumnKind.Dimension;
        Default(tables, sure).IsDefault = true;
        // Among several tables the noun of a key may be the name of another.
        if (tables.Count == 1)
        {
            TableReader.Part(tables[0]);
            RowNouns.Give(tables[0]);
        }

        RowNouns.GiveNames(tables);

        var metrics = MetricDrafter.Draft(tables);
        var model = new ModelDefinition
        {
            Plugin = new PluginDefinition { Id = identity.Id, Name = identity.Name, Description = identity.Description, Currency = Currency(tables) },
            Version = "",
            Tables = [.. TableLabels(tables)],
            Relationships = relationships,
            Metrics = metrics,
            Segments = SegmentDrafter.Draft(tables, metrics),
            QuestionPacks = new QuestionDrafter(tables, metrics, relationships).Draft(),
            Policy = new PolicyDefinition
            {
                ForbiddenColumns = [.. tables.SelectMany(t => t.Columns.Where(c => c.Hidden).Select(c => $"{t.Name}.{c.Name}"))],
                MaxRows = 5000,
                DefaultLimit = 1000,
            },
            Insights = InsightDrafter.Draft(tables.Single(t => t.IsDefault), metrics),
        };
        return new DraftedModel(model, notes, [.. likely.Select(RelationshipDrafter.Propose)]);
    }

    private static readonly string[] Events = ["line", "item", "transaction", "sale", "order", "payment", "invoice", "purchase", "trip", "booking", "reservation", "visit", "event", "claim"];

    // The table whose rows are what happens: it has measures and a time, and refers to others, which do not refer to it.
    private static TableSketch Default(IReadOnlyList<TableSketch> tables, IReadOnlyList<Reference> references) => tables
        .Select(t => (Table: t, Score:
            (1.5 * Math.Min(2, t.Columns.Count(c => c.Kind == ColumnKind.Fact && c.Measurement.Additive == Additivity.Full))) + (t.Time is null ? 0 : 3)
            + (1.5 * references.Count(r => r.Source == t)) - (2 * references.Count(r => r.Target == t)) + (Events.Contains(NameWords.Singular(t.Words[^1])) ? 1.5 : 0)
            + Math.Log10(t.Profile.Rows + 1)))
        .OrderByDescending(t => t.Score).ThenBy(t => t.Table.Name, StringComparer.Ordinal)
        .First().Table;

    private static string? Currency(IEnumerable<TableSketch> tables) =>
        tables.SelectMany(t => t.Columns).Select(c => c.Profile.Currency).OfType<char>().GroupBy(c => c).OrderByDescending(g => g.Count()).FirstOrDefault()?.Key switch
        {
            '$' => "USD",
            '€' => "EUR",
            '£' => "GBP",
            '¥' => "JPY",
            '₹' => "INR",
            _ => null,
        };

    private static IEnumerable<TableDefinition> TableLabels(IReadOnlyList<TableSketch> tables)
    {
        var taken = tables.Select(t => t.Name.Replace('_', ' ')).ToHashSet();
        var codes = tables.Sum(t => t.Columns.Count) <= MostColumnsWithCodes;
        foreach (var table in tables)
        {
            var phrase = table.Label.ToLowerInvariant();
            var own = table.Name.Replace('_', ' ');
            yield return Table(table, phrase == own || taken.Add(phrase) ? table.Label : NameWords.Label(table.Name.Split('_')), codes);
        }
    }

    private static TableDefinition Table(TableSketch table, string label, bool codes)
    {
        var headers = table.Columns.Select(c => c.Name.Replace("_", "", StringComparison.Ordinal)).ToHashSet();
        return new()
        {
            Name = table.Name,
            Label = label,
            Synonyms = table.Synonyms,
            Grain = $"one {table.One}",
            Default = table.IsDefault,
            PrimaryKey = table.Key is { } key ? [key.Name] : [],
            UniqueKeys = [.. table.UniqueColumns.Where(c => c != table.Key).OrderBy(c => c.Place).Select(c => (IReadOnlyList<string>)[c.Name])],
            TimeColumn = table.Time?.Name,
            Columns = [.. table.Columns.Select(c => Column(c, table, headers, codes))],
        };
    }

    private static ColumnDefinition Column(ColumnSketch column, TableSketch table, HashSet<string> headers, bool codes) => new()
    {
        Name = column.Name,
        Label = column.Label,
        Type = column.Type,
        Kind = column.Kind,
        Synonyms = column.Synonyms,
        Headers = Headers(column, headers),
        Required = column == table.Key,
        Unit = column.Kind == ColumnKind.Fact ? column.Measurement.Unit : null,
        Additive = column.Kind == ColumnKind.Fact ? column.Measurement.Additive : Additivity.None,
        DefaultAggregate = column.Kind == ColumnKind.Fact ? column.Measurement.Aggregate : null,
        Values = codes && IsCoded(column) ? [.. column.Profile.Values.Select(v => new CodedValue(v.Value, []))] : [],
        OpenValues = codes && IsCoded(column),
        Pii = column.Pii,
        Visibility = column.Hidden ? ColumnVisibility.Hidden : ColumnVisibility.Public,
    };

    // The header as the file writes it, where it does not lead to this column or to another one anyway.
    private static IReadOnlyList<string> Headers(ColumnSketch column, HashSet<string> taken)
    {
        var header = column.Profile.Header.Trim();
        var key = string.Concat(header.ToLowerInvariant().Where(char.IsLetterOrDigit));
        return key.Length > 0 && header.Length <= LongestHeader && !header.Any(char.IsControl) && taken.Add(key) ? [header] : [];
    }

    // Codes that people would not say: CSH, 01. Their author knows the words.
    private static bool IsCoded(ColumnSketch column) =>
        column is { Kind: ColumnKind.Dimension, Type: ColumnType.Text, Hidden: false, Pii: false } && column.Profile.Values.Count is > 1 and <= MostListedValues
        && column.Profile.Values.DistinctBy(v => v.Value.ToLowerInvariant().Replace('_', ' ').Replace('-', ' ')).Count() == column.Profile.Values.Count
        && column.Profile.Values.All(v => v.Value.Length <= 4 && v.Value.All(char.IsLetterOrDigit));
}
