using System.Text.Json;
using NlSql.Chat.Asking;
using NlSql.Chat.Datasets;
using NlSql.Query;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Errors;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.Learning;

/// <summary>What a question is said to mean, held to what any query is held to: it is stored only when it could run now.</summary>
internal sealed class MeaningCheck(DatasetSelection selection, QueryContexts contexts)
{
    /// <summary>Checks a semantic query, or SQL.</summary>
    public async Task<Result<CheckedMeaning>> RunAsync(Caller caller, Guid datasetId, JsonElement? semanticQuery, string? sql, CancellationToken cancellationToken)
    {
        var selected = await selection.SelectAsync(new AskRequest { DatasetId = datasetId.ToString() }, caller, cancellationToken);
        if (!selected.TryGet(out var subject, out var failure))
            return failure;
        var context = contexts.Of(subject, contexts.AnchorOf(null, subject), caller);
        return semanticQuery is { ValueKind: JsonValueKind.Object } given ? Meaning(given, subject, context)
            : !string.IsNullOrWhiteSpace(sql) ? Sql(sql, subject, context)
            : ReviewErrors.MeaningMissing;
    }

    private static Result<CheckedMeaning> Meaning(JsonElement given, SelectedDataset subject, QueryContext context)
    {
        var reading = SemanticQueryJson.Read(given);
        if (reading.Query is not { } query)
            return AskErrors.QueryMalformed(reading.Errors);
        var result = QueryCompiler.Compile(query, context);
        return result.Query is null ? AskErrors.QueryRefused(result.Issues) : new CheckedMeaning(subject, context, query, null);
    }

    private static Result<CheckedMeaning> Sql(string sql, SelectedDataset subject, QueryContext context)
    {
        var result = QueryCompiler.CompileSql(sql, context with { Tier = AnswerTier.GeneratedSql });
        return result.Query is null ? AskErrors.SqlRefused(result.Issues, sql) : new CheckedMeaning(subject, context, null, sql);
    }
}

/// <summary>A meaning that could run: a semantic query, or SQL.</summary>
internal sealed record CheckedMeaning(SelectedDataset Subject, QueryContext Context, SemanticQuery? Query, string? Sql)
{
    /// <summary>The semantic query as canonical JSON.</summary>
    public string? SemanticQuery => Query is null ? null : SemanticQueryJson.Write(Query);
}
