using System.Text.Json;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults.Errors;

namespace NlSql.Chat.Asking;

/// <summary>Body of <c>POST /query</c>.</summary>
public sealed record SemanticQueryRequest
{
    /// <summary>The semantic query, an object.</summary>
    public JsonElement? SemanticQuery { get; init; }

    /// <summary>The same, under a shorter name.</summary>
    public JsonElement? Query { get; init; }

    /// <summary>The plugin; may be left out when the dataset is given.</summary>
    public string? Plugin { get; init; }

    /// <summary>The dataset; without it the tenant's only, or newest, dataset of the plugin.</summary>
    public string? DatasetId { get; init; }

    /// <summary>A version to ask instead of the current one.</summary>
    public int? DatasetVersion { get; init; }

    /// <summary>The conversation that the query belongs to; without it a new one begins.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The day that relative dates are counted back from, ISO.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>BCP 47 tag of the asker's language and country.</summary>
    public string? Locale { get; init; }

    /// <summary>Everything but running the query.</summary>
    public bool DryRun { get; init; }

    /// <summary>The query as it was sent; empty when there is none.</summary>
    internal string Written => Sent?.GetRawText() ?? "";

    private JsonElement? Sent => SemanticQuery ?? Query;

    /// <summary>The query, or what is wrong with it.</summary>
    internal (SemanticQuery? Query, Failure? Malformed) Read()
    {
        if (Sent is not { ValueKind: JsonValueKind.Object } sent)
            return (null, AskErrors.QueryMissing);
        var reading = SemanticQueryJson.Read(sent);
        return (reading.Query, reading.Query is null ? AskErrors.QueryMalformed(reading.Errors) : null);
    }

    internal AskRequest ToAskRequest(bool explain) => new()
    {
        Plugin = Plugin,
        DatasetId = DatasetId,
        DatasetVersion = DatasetVersion,
        ConversationId = ConversationId,
        AsOf = AsOf,
        Locale = Locale,
        DryRun = DryRun || explain,
    };
}
