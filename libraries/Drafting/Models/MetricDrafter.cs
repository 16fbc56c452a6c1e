using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>What can be measured without knowing the business: counts, sums, averages, shares of yes, and amounts for each thing.</summary>
internal sealed class MetricDrafter
{
    private const int MostOfATable = 12;
    private const int MostAtAll = 190;

    private readonly List<MetricDefinition> metrics = [];
    private readonly HashSet<string> phrases = [];
    private readonly Identifiers names;
    private readonly TableSketch? ledger;

    // A metric with a column's name would leave it open which of the two is meant.
    private MetricDrafter(IReadOnlyList<TableSketch> tables)
    {
        names = new Identifiers(63, [.. tables.SelectMany(t => t.Columns).Select(c => c.Name)]);
        // The table that "revenue" and "the return rate" are of, where it can be no other.
        ledger = tables.Count == 1 ? tables[0] : tables.Where(t => Money(t).Count > 0).ToList() is [{ IsDefault: true } only] ? only : null;
    }

    public static IReadOnlyList<MetricDefinition> Draft(IReadOnlyList<TableSketch> tables)
    {
        var drafter = new MetricDrafter(tables);
        // The default table first: it gets the short names.
        foreach (var table in tables.OrderByDescending(t => t.IsDefault))
            drafter.Add(table);
        return [.. drafter.metrics.Take(MostAtAll)];
    }

    private void Add(TableSketch table)
    {
        var count = Add(table, [.. table.One.Split(' '), "count"], $"Number of {table.Many}", Count(table, $"How many {table.Many} there are."));
        if (table.Whole is { } whole)
        {
            var (one, several) = (string.Join(' ', whole.Meaning.SkipLast(1)), NameWords.Plural(string.Join(' ', whole.Meaning.SkipLast(1))));
            Add(table, [.. one.Split(' '), "count"], $"Number of {several}", Simple(table, whole, AggregateFunction.CountDistinct, $"How many different {several} there are.", "count") with { Synonyms = table == ledger ? [several] : [] });
        }

        var facts = table.Columns.Where(c => c.Kind == ColumnKind.Fact && !c.Hidden).Take(MostOfATable).ToList();
        foreach (var column in facts)
            Add(table, column);
        Ratios(table, facts);
        if (table == ledger)
            Worth(table);
        foreach (var column in table.Columns.Where(c => c.IsFlag && !c.Hidden).Take(MostOfATable))
            Share(table, column, count);
    }

    private void Add(TableSketch table, ColumnSketch column)
    {
        var (phrase, unit) = (Phrase(column), column.Measurement.Unit);
        if (column.Measurement.Additive != Additivity.None)
        {
            Add(
                table, ["total", .. Words(column, "total")], $"Total {Without(phrase, "total")}",
                Simple(table, column, AggregateFunction.Sum, $"Sum of {phrase}.", unit));
        }

        if (column.Measurement.Aggregate is not null)
        {
            Add(
                table, ["average", .. Words(column, "average")], $"Average {Without(phrase, "average")}",
                Simple(table, column, AggregateFunction.Avg, $"Average of {phrase}.", OfAverage(column)));
        }
    }

    // A metric of the unit percent is a fraction, which is shown times 100.
    private static string? OfAverage(ColumnSketch column)
    {
        if (column.Measurement.Unit is { } unit)
            return unit == "percent" ? null : unit;
        return column.Profile.Minimum >= 0 && column.Profile.Maximum <= 1 && column.Has("rate", "ratio", "percent", "discount", "tax", "margin", "commission", "share", "vat") ? "percent" : null;
    }

    // What people call the money of single transactions, unless a column is called so.
    private void Worth(TableSketch table)
    {
        var money = Money(table);
        if ((money.Count > 1 ? money.FindAll(c => c.Has("total")) : money) is not [var only] || table.Time is null || metrics.FindIndex(m => m.Expression == SqlName.Of(only.Name) && m.Aggregate == AggregateFunction.Sum) is not (>= 0 and var at))
            return;
        var named = table.Columns.SelectMany(c => c.Meaning).Concat(table.Words).Append(table.One).Append(table.Many).Select(NameWords.Singular).ToHashSet();
        var words = Incomes.Any(named.Contains) ? [] : Spendings.Any(named.Contains) ? Spendings : Incomes.Concat(Spendings);
        metrics[at] = metrics[at] with { Synonyms = [.. words.Where(w => !named.Contains(w))] };
    }

    // What is paid, without its parts and what it cost.
    private static List<ColumnSketch> Money(TableSketch table) =>
        [.. table.Columns.Where(c => c is { Kind: ColumnKind.Fact, Hidden: false, Measurement: { Unit: "currency", Additive: Additivity.Full } } && !c.Has(Parts))];

    private static readonly string[] Parts = ["discount", "tax", "vat", "cost", "costs", "shipping", "freight", "tip", "refund", "commission", "fees", "deposit", "margin", "profit", "budget", "quote", "quoted", "quotation", "estimate", "estimated", "planned", "target"];

    private static readonly string[] Incomes = ["revenue", "turnover", "income", "takings", "proceeds", "sales"];
    private static readonly string[] Spendings = ["spend", "spending", "expense", "expenditure"];

    // Money for each order, where a row is only a part of one; money for each unit sold.
    private void Ratios(TableSketch table, List<ColumnSketch> facts)
    {
        var money = Money(table).OrderByDescending(c => c.Has("total", "revenue", "sales")).FirstOrDefault();
        var units = facts.Find(c => c.Has("quantity", "units") && c.Measurement.Additive == Additivity.Full);
        if (money is null || Find(table, money, AggregateFunction.Sum) is not { } total)
            return;
        if (units is not null && Find(table, units, AggregateFunction.Sum) is { } sold)
        {
            var description = $"Sum of {Phrase(money)} divided by sum of {Phrase(units)}.";
            Add(table, [.. money.Words, "per", "unit"], $"{NameWords.Label(money.Meaning)} per unit", Ratio(total, sold, "currency", description));
        }

        var group = table.Columns.FirstOrDefault(c => c.Kind == ColumnKind.Id && !c.IsUnique && !c.Hidden && c.Profile.Nulls == 0 && c.Has("order", "invoice", "receipt", "transaction") && c != table.Key);
        if (group is null)
            return;
        var thing = string.Join(' ', group.Meaning.SkipLast(group.Meaning.Count > 1 ? 1 : 0));
        var several = NameWords.Plural(thing);
        var things = Find(table, group, AggregateFunction.CountDistinct) ?? Add(
            table, [.. table.One.Split(' '), .. thing.Split(' '), "count"], $"Number of {several} in {table.Many}",
            Simple(table, group, AggregateFunction.CountDistinct, $"How many different {several} there are.", "count"));
        Add(
            table, [.. money.Words, "per", .. thing.Split(' ')], $"{NameWords.Label(money.Meaning)} per {thing}",
            Ratio(total, things, "currency", $"Sum of {Phrase(money)} divided by the number of {several}.") with { Synonyms = [$"average {thing} value", $"average value per {thing}"] });
    }

    private void Share(TableSketch table, ColumnSketch column, string count)
    {
        var phrase = string.Join(' ', Flag.Words(column));
        var filtered = Add(
            table, [.. Flag.Words(column), .. table.One.Split(' '), "count"], $"Number of {phrase} {table.Many}",
            Count(table, $"How many {table.Many} are {phrase}.") with { Filter = Flag.Filter(column) });
        Add(
            table, [.. Flag.Words(column), .. table.One.Split(' '), "share"], $"Share of {phrase} {table.Many}",
            Ratio(filtered, count, "percent", $"Which part of the {table.Many} is {phrase}.") with { Synonyms = table == ledger ? Rates(phrase) : [] });
    }

    // Among several tables "the active rate" may be of any.
    private static IReadOnlyList<string> Rates(string phrase) =>
        [$"{phrase} rate", $"rate of {phrase}", $"{phrase} ratio", $"{phrase} share", $"share of {phrase}", $"{phrase} percentage", $"percentage of {phrase}", $"percent of {phrase}", $"proportion of {phrase}"];

    private string Add(TableSketch table, IEnumerable<string> words, string label, MetricDefinition metric)
    {
        var own = Once(words).ToList();
        // A column may be called "total_amount" already.
        var name = names.Of(names.IsFree(own) ? own : [.. own, metric.Aggregate == AggregateFunction.Avg ? "average" : metric.Aggregate == AggregateFunction.Sum ? "sum" : "metric"], "metric");
        // Two tables may have an amount each; the second is told by its table.
        if (phrases.Contains(label.ToLowerInvariant()))
            label = $"{label} of {table.Many}";
        if (!phrases.Add(label.ToLowerInvariant()))
            label = NameWords.Label(name.Split('_'));
        phrases.Add(label.ToLowerInvariant());
        phrases.Add(name.Replace('_', ' '));
        metrics.Add(metric with { Name = name, Label = label });
        return name;
    }

    private string? Find(TableSketch table, ColumnSketch column, AggregateFunction aggregate) =>
        metrics.Find(m => m.Table == table.Name && m.Expression == SqlName.Of(column.Name) && m.Aggregate == aggregate)?.Name;

    private static MetricDefinition Count(TableSketch table, string description) => new()
    {
        Name = "",
        Label = "",
        Type = MetricType.Simple,
        Table = table.Name,
        Aggregate = AggregateFunction.Count,
        Unit = "count",
        Description = description,
    };

    private static MetricDefinition Simple(TableSketch table, ColumnSketch column, AggregateFunction aggregate, string description, string? unit) =>
        Count(table, description) with { Aggregate = aggregate, Expression = SqlName.Of(column.Name), Unit = unit };

    private static MetricDefinition Ratio(string numerator, string denominator, string unit, string description) => new()
    {
        Name = "",
        Label = "",
        Type = MetricType.Ratio,
        Numerator = numerator,
        Denominator = denominator,
        Unit = unit,
        Description = description,
    };

    // "order_order_count" says nothing that "order_count" does not.
    private static IEnumerable<string> Once(IEnumerable<string> words)
    {
        string? before = null;
        foreach (var word in words)
        {
            if (word != before)
                yield return word;
            before = word;
        }
    }

    private static IEnumerable<string> Words(ColumnSketch column, string without) => column.Words.Count > 1 ? column.Words.Where(w => w != without) : column.Words;

    // A header without a letter that names may have is said as it is written.
    private static string Phrase(ColumnSketch column) =>
        NameWords.Split(column.Profile.Header).Count > 0 ? NameWords.Phrase(column.Meaning) : column.Label.ToLowerInvariant();

    private static string Without(string phrase, string word) => phrase.StartsWith($"{word} ", StringComparison.Ordinal) ? phrase[(word.Length + 1)..] : phrase;
}

/// <summary>Truth values in words and in SQL.</summary>
internal static class Flag
{
    /// <summary>is_active → active; returned_flag → returned.</summary>
    public static IReadOnlyList<string> Words(ColumnSketch column)
    {
        var words = column.Meaning.ToList();
        if (words.Count > 1 && words[0] is "is" or "has" or "was" or "can" or "had" or "are")
            words.RemoveAt(0);
        if (words.Count > 1 && words[^1] is "flag" or "yn" or "ind" or "indicator")
            words.RemoveAt(words.Count - 1);
        return words;
    }

    /// <summary>The condition that it holds.</summary>
    public static string Filter(ColumnSketch column) => column.Type == ColumnType.Boolean ? $"{SqlName.Of(column.Name)} IS TRUE" : $"{SqlName.Of(column.Name)} = 1";
}
