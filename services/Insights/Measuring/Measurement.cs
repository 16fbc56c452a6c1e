using NlSql.Insights.Rules;
using NlSql.Query.Narration;
using NlSql.Query;

namespace NlSql.Insights.Measuring;

/// <summary>What a query gave, and how it was asked.</summary>
/// <param name="Query">The compiled query.</param>
/// <param name="Table">Its rows.</param>
/// <param name="Words">How codes are said.</param>
internal sealed record Measurement(CompiledQuery Query, ResultTable Table, CodedWords Words)
{
    /// <summary>The metric's column, the first number.</summary>
    public int ValueIndex { get; } = Table.Columns.ToList().FindIndex(c => c.Role == OutputRole.Metric && c.Aspect == OutputAspect.Value);

    /// <summary>The column of shares; -1 where none were asked for.</summary>
    public int ShareIndex { get; } = Table.Columns.ToList().FindIndex(c => c.Aspect == OutputAspect.Share);

    /// <summary>The metric's column.</summary>
    public OutputColumn Value => Table.Columns[ValueIndex];

    /// <summary>The columns that name a group.</summary>
    public IEnumerable<int> Groups => Enumerable.Range(0, Table.Columns.Count).Where(i => Table.Columns[i].Role == OutputRole.Dimension);

    /// <summary>The values of a row's groups in words.</summary>
    public string NameOf(IReadOnlyList<object?> row, IEnumerable<int> groups) => string.Join(", ", groups.Select(i => (Value: row[i], Column: Table.Columns[i]) switch
    {
        { Value: null, Column: var column } => $"no {column.Label.ToLowerInvariant()}",
        var (value, column) => Words.Find(column.Column, value) ?? ValueText.Of(value, column),
    }));
}
