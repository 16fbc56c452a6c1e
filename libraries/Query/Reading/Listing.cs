using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading;

/// <summary>Questions that measure nothing: the values of a column, or rows of a table.</summary>
internal static class Listing
{
    public static SemanticQuery Of(Draft draft, ColumnChoice columns, SemanticQuery query, Action<Feature, double> count)
    {
        var asked = draft.Items.Any(i => i.Target is MentionTarget.Listing or MentionTarget.Distinct);
        if (draft.Largest is not null)
            return Ranked(columns, query, count);
        if (draft.Groups.Count == 0 || draft.Groups.Any(g => g.IsTime || (g.Source!.Role == "group" && draft.Limit is null)))
        {
            count(Feature.NoMeasure, 1);
            return query;
        }

        var tables = draft.Groups.Select(g => g.Source!.Target).OfType<MentionTarget.Table>().ToList();
        if (tables.Count > 0)
        {
            // Rows of a table: the columns that were named, else its name, else everything.
            var entity = draft.Model.FindTable(tables[0].Name)!;
            var named = columns.Dimensions.Select(d => d.Column).Where(c => draft.Groups.Any(g => g.Source!.Target is MentionTarget.Column && columns.Chosen.GetValueOrDefault(g.Source) is MentionTarget.Column chosen
                && c == $"{chosen.TableName}.{chosen.ColumnName}")).ToList();
            // "which cities do we have stores in": the values, each once.
            if (named.Count > 0 && draft.Items.Any(i => i.Target is MentionTarget.Listing { Which: true } or MentionTarget.Distinct) && named.All(n => Kind(draft, n) == ColumnKind.Dimension)
                && !named.Contains($"{entity.Name}.{DisplayColumns.NameColumn(entity)}"))
                return query with { From = entity.Name, Dimensions = [.. named.Select(n => new DimensionReference { Column = n })], Shape = QueryShape.Distinct };
            if (named.Count == 0 && DisplayColumns.NameColumn(entity) is { } name)
                named.Add($"{entity.Name}.{name}");
            return query with { From = entity.Name, Dimensions = [], Return = named.Select(OutputReference.Of).ToValueList(), Shape = QueryShape.Rows };
        }

        if (!asked && draft.Groups.Count > 1)
            count(Feature.NoMeasure, 0.3);
        // "how much have we invoiced to farms": all of it.
        if (!asked && columns.Dimensions is [{ Expression: null, Column: var amount }] && AsksHowMuch(draft.Question.Folded) && draft.Model.FindTable(amount.Split('.')[0])?.FindColumn(amount.Split('.')[^1]) is { Additive: Additivity.Full, Kind: ColumnKind.Fact } added)
            return query with { Dimensions = [], Return = [], Metrics = [new() { Aggregate = AggregateFunction.Sum, Column = amount, As = $"{MetricNames.Prefix(AggregateFunction.Sum)}_{added.Name}" }] };
        var measures = columns.Dimensions.Where(d => Kind(draft, d.Column) is ColumnKind.Fact or ColumnKind.Time or null).ToList();
        return measures.Count == 0
            ? Valued(draft.Question.Lexicon.Values, query with { Dimensions = columns.Dimensions, Return = [], Shape = QueryShape.Distinct })
            : query with { Dimensions = [], Return = columns.Dimensions.Select(d => OutputReference.Of(d.Column)).ToValueList(), Shape = QueryShape.Rows };
    }

    // "how much did we …", "what have we … in all".
    private static bool AsksHowMuch(IReadOnlyList<string> words) => Enumerable.Range(0, words.Count).Any(i => words[i] is "did" or "have" or "has" or "do" or "was" or "were"
        && ((i > 1 && words[i - 2] == "how" && words[i - 1] == "much") || (i > 0 && words[i - 1] == "what" && i + 1 < words.Count && words[i + 1] is "we" or "they" or "i")));

    /// <summary>The values of one column: what is not there is none of them.</summary>
    public static SemanticQuery Valued(ValueCatalog values, SemanticQuery query) => query is { Shape: QueryShape.Distinct, Dimensions: [{ Expression: null, Column: var column }] } && values.HasGaps(column)
        ? query with { Filters = query.Filters is null ? Known(column) : new QueryFilter.AllOf([.. FilterTerms.Of(query.Filters), Known(column)]) }
        : query;

    private static QueryFilter.Compare Known(string column) => new(column, FilterOperator.IsNotNull, []);

    // "cheapest product" needs a measure; without one there is nothing to rank by.
    private static SemanticQuery Ranked(ColumnChoice columns, SemanticQuery query, Action<Feature, double> count)
    {
        count(Feature.NoMeasure, 1);
        return query with { Dimensions = columns.Dimensions };
    }

    private static ColumnKind? Kind(Draft draft, string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return draft.Model.FindTable(name[..dot])?.FindColumn(name[(dot + 1)..])?.Kind;
    }
}
