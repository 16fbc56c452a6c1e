using NlSql.Query;
using NlSql.Query.Narration;
using NlSql.Query.Sql.Printing;
using NlSql.Query.Sql.Tree;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Insights.Rules;

/// <summary>A metric's value for one group; the whole has the empty group.</summary>
internal sealed record Measured(string Group, decimal? Value);

/// <summary>A metric over a range, by group, and how it was asked.</summary>
internal sealed record Measurement(CompiledQuery Query, IReadOnlyList<Measured> Groups);

/// <summary>Compiles and runs a rule's queries: by the engine, as the reader, like any question.</summary>
internal sealed class RuleQueries(ReaderDatabase reader)
{
    private const int MostGroups = 1_000;

    /// <summary>Measures the metric over a range.</summary>
    public async Task<Result<Measurement>> MeasureAsync(SemanticQuery query, RuleSubject subject, CancellationToken cancellationToken)
    {
        var compiled = QueryCompiler.Compile(query.Dimensions.Count > 0 ? query with { Limit = MostGroups } : query, subject.Context);
        if (compiled.Query is not { } ready)
            return new Failure(FailureKind.Unprocessable, compiled.Issues[0].Code, compiled.Issues[0].Message);
        var ran = await reader.QueryAsync(
            WithinPolicy(
                new ReaderQuery(subject.Catalog.DatasetId, ready.Executable.Text, [.. ready.Executable.Parameters.Select(ToReader)])
                {
                    TenantId = subject.Catalog.TenantId,
                    MaximumRows = ready.RowLimit + 1,
                },
                subject.Model.Policy),
            cancellationToken);
        if (!ran.TryGet(out var rows, out var failure))
            return failure;
        if (rows.Rows.Count > ready.RowLimit && query.Dimensions.Count > 0)
            return new Failure(FailureKind.Unprocessable, "insights.too-many-groups", $"The rule has more than {MostGroups} groups.");

        var value = IndexOf(ready, OutputRole.Metric);
        return new Measurement(ready, [.. rows.Rows.Select(row => new Measured(GroupOf(row, ready), Exact(row[value])))]);
    }

    private static ReaderQuery WithinPolicy(ReaderQuery query, PolicyDefinition policy) => query with
    {
        MaximumCost = policy.MaxCost is { } cost ? Math.Min((double)cost, query.MaximumCost) : query.MaximumCost,
        MaximumEstimatedRows = policy.MaxEstimatedRows is { } rows ? Math.Min((double)rows, query.MaximumEstimatedRows) : query.MaximumEstimatedRows,
    };

    private static decimal? Exact(object? value) => ValueText.AsNumber(value) is { } number ? ValueText.WithoutTrailingZeros(number) : null;

    private static int IndexOf(CompiledQuery query, OutputRole role) => query.Columns.ToList().FindIndex(c => c.Role == role);

    private static string GroupOf(object?[] row, CompiledQuery query) =>
        string.Join(", ", query.Columns.Select((column, i) => (column, i)).Where(c => c.column.Role != OutputRole.Metric).Select(c => ValueText.Of(row[c.i], c.column)));

    private static ReaderParameter ToReader(SqlParameterValue parameter) => parameter switch
    {
        { Value: SemanticModel.ValueList<Guid> ids } => new(ids.ToArray(), parameter.TypeName),
        { Value: SqlInterval interval } => new(new ReaderInterval(interval.Months, interval.Days, interval.Microseconds), parameter.TypeName),
        _ => new(parameter.Value, parameter.TypeName),
    };
}
