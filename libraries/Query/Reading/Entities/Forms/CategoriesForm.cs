using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities.Forms;

/// <summary>Values of columns with what is measured of the rows that have them: "how many stores in each city".</summary>
internal sealed class CategoriesForm(TableScope scope, RowOrder order, CountDemands counts)
{
    private readonly EntityDraft draft = scope.Draft;
    private readonly string table = scope.Table;
    private readonly Reach reach = scope.Reach;

    /// <summary>The query; null when these rows do not have such values or numbers.</summary>
    public SemanticQuery? Build(List<Part> keys, List<Quantity> measures, string? counted)
    {
        List<DimensionReference> dimensions = [];
        List<OutputReference> outputs = [];
        foreach (var key in keys)
        {
            var columns = Outputs.Of(draft, key, reach);
            if (columns.Count == 0 || columns.Any(c => !reach.LeadsTo(c.TableName)))
                return null;
            EntityMetrics.Chose(key, columns[0]);
            // Two supervisors of one name are two.
            if (scope.Self(key) is { } other)
                dimensions.AddRange(new[] { new DimensionReference { Column = scope.Name(other.Column) } }.Where(d => !dimensions.Contains(d)));
            dimensions.AddRange(columns.Select(c => new DimensionReference { Column = scope.Name(c, key) }).Where(d => !dimensions.Contains(d)));
            outputs.AddRange(columns.Select(c => OutputReference.Of(scope.Name(c, key))));
        }

        foreach (var measure in measures)
        {
            if (scope.Numbers.Metric(measure, null) is not { } metric)
                return null;
            scope.Metrics.Add(metric);
            outputs.Add(OutputReference.Of(metric.As!));
        }

        if (counted != table && counted is not null)
            scope.Count(Feature.ColumnOfOtherTable, reach.StepsTo(counted) + keys.Sum(k => reach.Best(k) is { } column ? reach.StepsTo(column.TableName) : 0));
        if (!order.Take(null, dimensions))
            return null;
        var having = counts.Having(null);
        var (rows, _) = Conditions.Of(draft, table, null, scope.Features);
        void Given(params IReadOnlyList<string> columns) => rows = Conditions.Combine([.. new[] { rows }.OfType<QueryFilter>(), .. columns.Select(c => new QueryFilter.Compare(c, FilterOperator.IsNotNull, []))], false);

        // Who has no supervisor is none's.
        if (keys.Select(k => scope.Self(k)).OfType<SelfRole>().FirstOrDefault() is { } self)
            Given(scope.Name(self.Column));
        // Nothing at all is not what there is most of.
        if (draft is { Ranked: true, Limit: 1 } && dimensions is [{ Column: var only }] && draft.Question.Lexicon.Values.HasGaps(only))
            Given(only);
        // "how many shows does each station have": no station has what has none.
        else if (keys.Exists(k => k.Target is MentionTarget.Table && !k.Tables.Contains(table)) && !draft.Alternatives && draft.Model.Relationships.FirstOrDefault(r => r.FromTable == table && r.FromColumns.Count == 1 && dimensions.Exists(d => d.Column.StartsWith(r.ToTable + ".", StringComparison.Ordinal))) is { } reference
            && draft.Question.Lexicon.Values.HasGaps($"{table}.{reference.FromColumns[0]}"))
            Given($"{table}.{reference.FromColumns[0]}");
        // Nor is it one that has more than some number, or than the whole.
        else if (draft.Demands.Exists(d => d is Demand.Counts))
            Given([.. dimensions.Select(d => d.Column).Where(draft.Question.Lexicon.Values.HasGaps)]);
        return new()
        {
            From = table,
            Dimensions = dimensions.ToValueList(),
            Metrics = scope.Metrics.ToValueList(),
            Return = outputs.Distinct().ToValueList(),
            Filters = rows,
            Having = Conditions.Combine(having, draft.Alternatives),
            OrderBy = order.Terms.ToValueList(),
            Limit = draft.Limit,
            Offset = draft.Skipped,
        };
    }

    /// <summary>Whether the keys are values that rows of the counted table have, rather than things that these belong to.</summary>
    public bool Fits(List<Part> keys, string counted)
    {
        if (table != counted)
            return keys.Count > 0 && scope.Numbers.IsPair(counted) && keys.TrueForAll(k => k.Target is MentionTarget.Column && reach.Best(k) is { } column && reach.LeadsTo(column.TableName) && !Outputs.Identifies(draft, column));
        foreach (var key in keys)
        {
            if ((key.Target is MentionTarget.Table && !key.Tables.Contains(table)) || scope.Self(key) is not null)
                return true;
            if (key.Target is MentionTarget.Column && reach.Best(key) is { } column && !(Outputs.Identifies(draft, column) && draft.Parts.Any(p => p.Tables.Contains(column.TableName))))
                return true;
        }

        return false;
    }
}
