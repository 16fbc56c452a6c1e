using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>A number about related rows that is compared.</summary>
internal sealed class CountedRows(MetricReference metric, Demand.Counts demand)
{
    public string Table { get; } = metric.Of!;

    public Demand.Counts Demand { get; } = demand;

    public List<QueryFilter> Where { get; } = [];

    public IEnumerable<QueryFilter> ToFilters()
    {
        yield return new QueryFilter.RelatedNumber(metric with { As = null, Where = Conditions.Combine([.. new[] { metric.Where }.OfType<QueryFilter>(), .. Where], false) }, Demand.Operator, Demand.Literals);
        // "at most two orders" is said of those who have ordered.
        if (Demand.Operator is FilterOperator.Less or FilterOperator.LessOrEqual && metric.Aggregate is AggregateFunction.Count)
            yield return new QueryFilter.Related(Table, metric.Via, Conditions.Combine(Where, false), Quantifier.Some);
    }
}

/// <summary>Rows of another table that must, or must not, be there.</summary>
internal sealed class RelatedRows(string table, string? via, bool negated)
{
    public string Table { get; private set; } = table;

    public bool Negated { get; set; } = negated;

    public (int, int)? Place { get; set; }

    /// <summary>The sentence that says that they are there; null where none does by itself.</summary>
    public int? Sentence { get; set; }

    public List<QueryFilter> Where { get; } = [];

    private Quantifier there = Quantifier.Some;

    /// <summary>How many of them fulfil it, where they are not denied.</summary>
    public void Of(Quantifier quantifier) => there = quantifier;

    /// <summary>Makes them rows of a table that leads to those that they were.</summary>
    public void Lies(string nearer, string? way) => (Table, via) = (nearer, way);

    /// <summary>The condition; "above 3 or below 1" of one column are alternatives for one row.</summary>
    public QueryFilter.Related ToFilter(bool alternatives) => new(
        Table, via, Conditions.Combine(Where, alternatives && Where.TrueForAll(w => w is QueryFilter.Compare one && Where[0] is QueryFilter.Compare first && one.Column == first.Column)), Negated ? Quantifier.None : there);
}
