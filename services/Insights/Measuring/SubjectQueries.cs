using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using NlSql.Insights.Rules;
using NlSql.Insights.Runs;
using NlSql.Query;
using NlSql.Query.Narration;
using NlSql.Query.Sql.Printing;
using NlSql.ReaderQueries;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Database;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Insights.Measuring;

/// <summary>
/// The queries of one run on one dataset version: compiled by the engine, run as the reader, like any question. Rules often ask for the same
/// numbers, so a text that was asked already is not asked again. Their number and their time are bounded. Several may ask at the same time.
/// </summary>
internal sealed class SubjectQueries(ReaderDatabase reader, RuleSubject subject, TimeProvider clock)
{
    /// <summary>Groups that a rule may have.</summary>
    public const int MostGroups = 1_000;

    /// <summary>Different queries that a run may send.</summary>
    public const int MostQueries = 400;

    /// <summary>How long a run may ask; shorter than a worker's lease on its job and than the gateway waits.</summary>
    public static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(90);

    private readonly DateTimeOffset end = clock.GetUtcNow() + LongestRun;
    private readonly ConcurrentDictionary<string, Lazy<Task<Result<ReaderRows>>>> known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> texts = [];

    /// <summary>What was sent, for people, in the order sent.</summary>
    public IReadOnlyList<string> Sent => [.. texts];

    /// <summary>Measures a metric; refused when it has more than <see cref="MostGroups"/> groups.</summary>
    public async Task<Result<Measurement>> MeasureAsync(SemanticQuery query, CancellationToken cancellationToken, int mostRows = MostGroups)
    {
        var compiled = QueryCompiler.Compile(query.Dimensions.Count > 0 ? query with { Limit = mostRows } : query, subject.Context);
        if (!(await RunAsync(compiled, cancellationToken)).TryGet(out var measured, out var failure))
            return failure;
        return measured.Table.RowBeyond is not null && query.Dimensions.Count > 0 ? InsightErrors.TooManyGroups(measured.Table.Rows.Count) : measured;
    }

    /// <summary>Runs SQL that a plugin's author wrote, through the guard that all SQL passes; what is beyond <see cref="MostGroups"/> rows is left out.</summary>
    public Task<Result<Measurement>> MeasureAsync(string sql, CancellationToken cancellationToken) =>
        RunAsync(QueryCompiler.CompileSql(sql, subject.Context with { HardLimit = MostGroups }), cancellationToken);

    private async Task<Result<Measurement>> RunAsync(CompileResult compiled, CancellationToken cancellationToken)
    {
        if (compiled.Query is not { } ready)
            return new Failure(FailureKind.Unprocessable, compiled.Issues[0].Code, compiled.Issues[0].Message);
        if (!(await AskAsync(ready, cancellationToken)).TryGet(out var rows, out var failure))
            return failure;
        var columns = ready.Query is null ? [.. ready.Columns.Select((column, i) => Typed(column, rows, i))] : ready.Columns.ToArray();
        return new Measurement(ready, ResultTable.Cut(columns, [.. rows.Rows.Select(row => (IReadOnlyList<object?>)[.. row.Select(Tidy)])], ready.RowLimit), subject.Words);
    }

    private async Task<Result<ReaderRows>> AskAsync(CompiledQuery query, CancellationToken cancellationToken)
    {
        var key = KeyOf(query.Executable);
        if (!known.TryGetValue(key, out var asked))
        {
            if (known.Count >= MostQueries)
                return InsightErrors.TooManyQueries;
            if (clock.GetUtcNow() > end)
                return InsightErrors.RunTooLong;
            asked = known.GetOrAdd(key, _ => new(() => SendAsync(query, cancellationToken)));
        }

        return await asked.Value;
    }

    private Task<Result<ReaderRows>> SendAsync(CompiledQuery query, CancellationToken cancellationToken)
    {
        texts.Enqueue(query.DisplaySql);
        return reader.QueryAsync(query.ToReaderQuery(subject.Catalog.TenantId, subject.Catalog.DatasetId).WithinPolicy(subject.Model.Policy), cancellationToken);
    }

    private static string KeyOf(ExecutableSql sql)
    {
        var key = new StringBuilder(sql.Text);
        foreach (var parameter in sql.Parameters)
        {
            var value = parameter.Value is ValueList<Guid> ids ? string.Join(',', ids) : Convert.ToString(parameter.Value, CultureInfo.InvariantCulture);
            key.Append('\0').Append(parameter.TypeName).Append('\0').Append(value);
        }

        return key.ToString();
    }

    // What text SQL computes has no type before the database has said it.
    private static OutputColumn Typed(OutputColumn column, ReaderRows rows, int index)
    {
        var isNumber = rows.Types[index] is "smallint" or "integer" or "bigint" or "numeric" or "real" or "double precision";
        return column with { Role = isNumber ? OutputRole.Metric : OutputRole.Dimension, Type = isNumber ? ColumnType.Decimal : column.Type };
    }

    private static object? Tidy(object? value) => value is decimal number ? ValueText.WithoutTrailingZeros(number) : value;
}
