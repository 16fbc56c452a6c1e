using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Reading.Entities.Rules;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>Numbers about the rows of a table: counts and aggregates, of the rows themselves or of rows that belong to them.</summary>
internal sealed class EntityMetrics(EntityDraft draft, string table, Dictionary<Feature, double> features)
{
    /// <summary>What the number of rows is called where it says how often something was so.</summary>
    public const string NumberOfTimes = "number_of_times";

    private readonly Reach reach = draft.From(table);
    private readonly Ways ways = new(draft);

    /// <summary>The table whose rows are counted or aggregated for each thing; null when nothing is.</summary>
    public string? Counted(List<Quantity> measures, List<(Quantity Key, bool Descending)> orders)
    {
        IEnumerable<Quantity> quantities = [.. measures, .. orders.Select(o => o.Key).Where(k => k is not Quantity.Value), .. draft.Demands.OfType<Demand.Counts>().Select(d => d.Quantity)];
        foreach (var quantity in quantities)
        {
            if (quantity.Noun == SuperlativeRule.Occurrences)
                return Occurrences();
            if (quantity.Noun.Target is MentionTarget.Table)
                return Nearest(quantity.Noun);
            if (quantity.Noun.Target is MentionTarget.Value value)
                return quantity.Noun.Values.Any(v => v.Target.TableName == table) ? table : value.TableName;
            return reach.Best(quantity.Noun)?.TableName;
        }

        return null;
    }

    // "items" of orders are the order items before they are what refers to these.
    private string Nearest(Part noun) => noun.Mention!.Candidates.Where(c => c.Target is MentionTarget.Table && c.Strength >= noun.Mention.Strength).Select(c => ((MentionTarget.Table)c.Target).Name)
        .OrderBy(t => t == table ? 0 : reach.RelatedSteps(t)).DefaultIfEmpty(noun.Tables[0]).First();

    /// <summary>
    /// The table whose rows are occurrences: "the most common type" occurs in the table that holds it, "the most popular genre across all
    /// tracks" in the one that refers to it.
    /// </summary>
    public string Occurrences()
    {
        var others = draft.Demands.OfType<Demand.Exists>().Select(d => d.Table.Tables[0])
            .Concat(draft.Parts.SelectMany(p => p.Tables)).Where(t => t != table && reach.RelatedSteps(t) < Reach.Nowhere && !reach.LeadsTo(t)).ToList();
        if (others.Count > 0)
            return others[0];
        var keyed = draft.Outputs.OfType<Quantity.Value>().Select(o => reach.Best(o.Noun)).Any(c => c is not null && c.TableName == table && Outputs.Identifies(draft, c))
            || (draft.Thing is { } thing && draft.Outputs.TrueForAll(o => o is not Quantity.Value || o.Noun == thing));
        if (!keyed)
            return table;
        var referring = draft.Model.Relationships.Where(r => r.ToTable == table && r.FromTable != table).Select(r => r.FromTable).Distinct().ToList();
        return ways.Spoken(referring, table) ?? table;
    }

    /// <summary>Whether rows of this table pair what is counted with what it is counted for.</summary>
    public bool IsPair(string counted) => reach.LeadsTo(counted) && draft.Parts.All(p => !p.Tables.Contains(table))
        && draft.Outputs.Concat(draft.Groups.Select(g => new Quantity.Value(g))).Any(o => reach.Best(o.Noun) is { } column && column.TableName != counted && !draft.Leads(counted, column.TableName));

    /// <summary>A number as a metric; null when it cannot be said over these rows.</summary>
    /// <param name="quantity">The number.</param>
    /// <param name="of">The table whose rows belong to each row and are measured; null for the rows themselves.</param>
    public MetricReference? Metric(Quantity quantity, string? of) =>
        Measured(quantity, of) is { } metric ? metric with { Via = of is null ? null : ways.Via(of, table) } : null;

    private MetricReference? Measured(Quantity quantity, string? of)
    {
        var from = of is null ? reach : draft.From(of);
        switch (quantity)
        {
            case Quantity.Count { Noun: var noun } when noun == SuperlativeRule.Occurrences:
                return new() { Aggregate = AggregateFunction.Count, Of = of, As = NumberOfTimes };
            // "cancellations": the rows with the value.
            case Quantity.Count { Noun.Target: MentionTarget.Value, Noun: var noun }:
                return noun.Values.Select(v => v.Target).FirstOrDefault(v => v.TableName == from.Table) is { } value
                    ? new() { Aggregate = AggregateFunction.Count, Of = of, Where = new QueryFilter.Compare($"{value.TableName}.{value.ColumnName}", FilterOperator.Equal, [QueryLiteral.Of(value.Text)]), As = $"number_of_{value.ColumnName}" }
                    : null;
            case Quantity.Count { Noun.Target: MentionTarget.Table, Noun: var noun, Distinct: var distinct }:
                if (noun.Tables.Contains(from.Table))
                {
                    return CountedThings.Column(draft.Table(from.Table)!, EnglishStemmer.Stem(noun.Text.Split(' ')[^1])) is { } number && !distinct
                        ? new() { Aggregate = AggregateFunction.Sum, Column = $"{from.Table}.{number}", Of = of, As = $"number_of_{from.Table}" }
                        : new() { Aggregate = AggregateFunction.Count, Of = of, As = $"number_of_{from.Table}" };
                }

                // Rows that do nothing but pair things are counted themselves; others may name a thing more than once.
                if (of is not null && !distinct && noun.Tables.Any(t => draft.Question.Lexicon.Reach.From(of).Steps(t) == 1) && draft.Table(of)!.Columns.All(c => c.Kind is ColumnKind.Id or ColumnKind.Time || c.Name.EndsWith("_id", StringComparison.Ordinal)))
                    return new() { Aggregate = AggregateFunction.Count, Of = of, As = $"number_of_{noun.Tables[0]}" };
                return noun.Tables.FirstOrDefault(t => (of is not null || IsPair(t)) && from.LeadsTo(t)) is { } other && draft.Table(other) is { PrimaryKey: [var key] }
                    ? new() { Aggregate = AggregateFunction.CountDistinct, Column = $"{other}.{key}", Of = of, As = $"number_of_{other}" } : null;
            case Quantity.Count { Noun: var noun, Distinct: var different } when from.Best(noun) is { } column && from.LeadsTo(column.TableName):
                {
                    Chose(noun, column);
                    // "how many no-shows": the rows that are.
                    if (!different && column.TableName == from.Table && draft.Column(column) is { } flag && Truths.Is(draft.Question.Lexicon, column))
                        return new() { Aggregate = AggregateFunction.Count, Of = of, Where = new QueryFilter.Compare($"{column.TableName}.{column.ColumnName}", FilterOperator.Equal, [Truths.Literal(flag, true)]), As = $"number_of_{column.ColumnName}" };
                    // An identifier or a date counts the rows, another column or a part of a key its different values.
                    var owner = draft.Table(column.TableName)!;
                    var identifies = Outputs.IsKey(draft, column) || (Outputs.Identifies(draft, column) && !owner.UniqueKeys.Append(owner.PrimaryKey).Any(k => k.Count > 1 && k.Contains(column.ColumnName)));
                    var rows = !different && column.TableName == from.Table && (identifies || draft.Column(column)?.Type is ColumnType.Date or ColumnType.Timestamp);
                    return new() { Aggregate = rows ? AggregateFunction.Count : AggregateFunction.CountDistinct, Column = ways.Name(from.Table, column, noun), Of = of, As = $"number_of_{column.ColumnName}" };
                }

            case Quantity.Aggregate { Noun: var noun, Function: var function } when from.Best(noun, c => c is { Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id } || function is AggregateFunction.Max or AggregateFunction.Min) is { } column && from.LeadsTo(column.TableName):
                Chose(noun, column);
                // Prices per kilogram add up to nothing.
                if (function == AggregateFunction.Sum && draft.Column(column) is { Additive: Additivity.None } && column.ColumnName.Contains("_per_", StringComparison.Ordinal))
                    Count(Feature.AggregateOfText);
                if (function is AggregateFunction.Sum or AggregateFunction.Avg or AggregateFunction.Median && draft.Column(column) is not { Type: ColumnType.Integer or ColumnType.Decimal, Kind: not ColumnKind.Id })
                    Count(Feature.AggregateOfText);
                return new() { Aggregate = function, Column = ways.Name(from.Table, column, noun), Of = of, As = column.ColumnName.StartsWith(MetricNames.Prefix(function), StringComparison.Ordinal) ? $"{QueryWords.Of(function)}_of_{column.ColumnName}" : $"{MetricNames.Prefix(function)}_{column.ColumnName}" };
            default:
                return null;
        }
    }

    /// <summary>An aggregate of a column, multiplied.</summary>
    public static MetricReference Times(MetricReference metric, decimal times) => times == 1 ? metric
        : metric with { Column = null, Expression = Multiple(new QueryExpression.Named(metric.Column!), times) };

    /// <summary>A number of times an expression.</summary>
    public static QueryExpression Multiple(QueryExpression expression, decimal times) =>
        times == 1 ? expression : new QueryExpression.Arithmetic(ArithmeticOperator.Multiply, expression, new QueryExpression.Number(times));

    /// <summary>Notes which column a noun was taken for.</summary>
    public static void Chose(Part noun, MentionTarget.Column column) => noun.Chosen ??= noun.Target is MentionTarget.Column ? column : null;

    private void Count(Feature feature) => features[feature] = features.GetValueOrDefault(feature) + 1;
}
