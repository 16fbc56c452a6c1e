using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NlSql.Chat.Datasets;
using NlSql.Query;
using NlSql.Query.Charts;
using NlSql.Query.Narration;
using NlSql.Query.Questions;
using NlSql.Query.Sql.Printing;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.Asking;

/// <summary>What was compiled and what the reader gave → the answer.</summary>
internal static class TellAnswer
{
    /// <summary>Everything of an answer that is known before the query runs.</summary>
    public static Answer Describe(CompiledQuestion compiled, SelectedDataset subject) => new()
    {
        AnswerType = compiled.Outcome switch
        {
            QuestionOutcome.Blocked => AnswerType.Blocked,
            QuestionOutcome.Unsupported => AnswerType.Unsupported,
            QuestionOutcome.Clarification => AnswerType.Clarification,
            _ => AnswerType.Text,
        },
        Value = Message(compiled, subject),
        Explanation = compiled.Compiled is { } query ? Explainer.Explain(query, subject.Dataset.Model) : Message(compiled, subject),
        Columns = [.. (compiled.Compiled?.Columns ?? []).Select(Column)],
        Sql = compiled.Compiled is { } shown ? SqlPrinter.PrintReadable(shown.Tree, $"dataset {subject.Dataset.Catalog.Name}, version {subject.Dataset.Catalog.Version}") : null,
        Parameters = compiled.Compiled is { } run ? [.. run.Literals.Select(JsonValues.Of)] : [],
        Tables = compiled.Compiled?.Guarded.Tables ?? [],
        SemanticQuery = (compiled.Compiled?.Query ?? compiled.Query) is { } meaning ? Json(meaning) : null,
        Meaning = compiled.Query,
        Tier = compiled.Compiled is null ? null : compiled.Tier,
        Interpretation = [.. compiled.Interpretation.Select(s => new AnswerSpan(s.Span.Start, s.Span.Length, s.Text, s.Kind, s.Meaning, s.Alternatives))],
        Assumptions = [.. new[] { subject.Assumption }.OfType<string>(), .. compiled.Assumptions],
        Confidence = compiled.Confidence is { } sure
            ? new(sure.Level.ToString().ToLowerInvariant(), Math.Round(sure.Score, 2), sure.Reasons)
            : null,
        PolicyApplied = [.. (compiled.Compiled?.PolicyApplied ?? []).Select(p => new AnswerPolicy(p.Rule, p.Effect))],
        RequiresClarification = compiled.Outcome == QuestionOutcome.Clarification,
        Choices = [.. compiled.Choices.Select(c => new AnswerChoice(c.Label, Json(c.Query)))],
        Issues = [.. compiled.Issues.Select(i => new AnswerIssue(i.Code, i.Message, i.Span.Start, i.Span.Length, i.Suggestions))],
        DataLastUpdated = subject.Dataset.Catalog.PublishedAt,
        // Of a dataset without a plugin the id is only what an export would be called.
        Plugin = subject.Dataset.Catalog.PluginId,
        PluginVersion = subject.Model.Version,
        DatasetId = subject.Dataset.Catalog.DatasetId,
        DatasetVersion = subject.Dataset.Catalog.Version,
        TraceId = Activity.Current?.TraceId.ToString(),
    };

    /// <summary>The answer with its columns as the database knows them.</summary>
    public static Answer WithColumns(Answer answer, IEnumerable<OutputColumn> columns) => answer with { Columns = [.. columns.Select(Column)] };

    /// <summary>The answer with its rows: the number or the table, the sentence, the chart, and what to beware of.</summary>
    public static Answer Tell(Answer answer, CompiledQuery query, ResultTable table, SelectedDataset subject, TimeAnchorDay anchor)
    {
        var model = subject.Dataset.Model;
        var isNumber = table is { Columns: [{ Role: OutputRole.Metric }], Rows.Count: 1 };
        var narrative = Narrator.Narrate(query, table, model);
        var isExistence = query.Query?.Shape == QueryShape.Exists;
        var told = answer with
        {
            AnswerType = isExistence ? AnswerType.Text : isNumber ? AnswerType.Number : AnswerType.Table,
            Value = isExistence ? narrative : isNumber ? JsonValues.Of(table.Rows[0][0], table.Columns[0]) : JsonValues.Rows(table),
            Columns = [.. table.Columns.Select(Column)],
            RowCount = table.Rows.Count,
            Truncated = table.IsCut || (table.RowBeyond is not null && !query.LimitAsked),
            Narrative = narrative,
            Chart = ChartBuilder.Build(table),
            Warnings = [.. answer.Warnings, .. ResultChecks.Check(query, table, model, anchor).Select(w => w.Message)],
        };
        var empty = query.ColumnsRead.Where(subject.Dataset.EmptyColumns.Contains).ToList();
        return empty.Count == 0 ? told : Doubt(told, $"This dataset has no values in {string.Join(", ", empty)}, so the answer may say nothing. Upload a file that has them.");
    }

    /// <summary>An answer that a warning takes the ground from is not one to be confident in.</summary>
    private static Answer Doubt(Answer answer, string warning) => answer with
    {
        Warnings = [warning, .. answer.Warnings],
        Confidence = new("low", Math.Min(answer.Confidence?.Score ?? 1, 0.3), [warning, .. answer.Confidence?.Reasons ?? []]),
    };

    private static AnswerColumn Column(OutputColumn column) => new(column.Name, column.Label, TypeOf(column), column.Currency ?? column.Unit, column.Format);

    private static string TypeOf(OutputColumn column) =>
        JsonValues.IsYear(column) ? "integer" : column.DatabaseType is { } type ? ColumnTypes.Of(type) : column.Type.ToString().ToLowerInvariant();

    /// <summary>How far the data reaches is in the catalog of its values; when it came is in that of the datasets.</summary>
    private static string? Message(CompiledQuestion compiled, SelectedDataset subject) => compiled.Intent is { AsksFreshness: true }
        ? $"{compiled.Message} {Uploaded(subject.Dataset.Catalog.PublishedAt, subject.Dataset.Catalog.Version)}"
        : compiled.Message;

    private static string Uploaded(DateTimeOffset at, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"Version {version} of the dataset was uploaded on {at.UtcDateTime:yyyy-MM-dd} at {at.UtcDateTime:HH:mm} UTC.");

    private static JsonElement Json(SemanticQuery query) => JsonElement.Parse(SemanticQueryJson.Write(query));
}
