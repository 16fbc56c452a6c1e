using System.Text.Json;

namespace NlSql.Chat.Asking;

/// <summary>Body of <c>POST /chat</c>.</summary>
public sealed record AskRequest
{
    /// <summary>The question, up to 2,000 characters. Not needed when a choice is given.</summary>
    public string? Query { get; init; }

    /// <summary>The plugin; may be left out when the dataset is given.</summary>
    public string? Plugin { get; init; }

    /// <summary>The dataset; without it the tenant's only, or newest, dataset of the plugin.</summary>
    public string? DatasetId { get; init; }

    /// <summary>A version to ask instead of the current one.</summary>
    public int? DatasetVersion { get; init; }

    /// <summary>The conversation that the question belongs to; without it a new one begins.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The day that relative dates are counted back from, ISO.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>BCP 47 tag of the asker's language and country; <c>en-US</c> reads 06/07/2025 as the 7th of June. Default: day first.</summary>
    public string? Locale { get; init; }

    /// <summary>One of the choices of a clarification: its semantic query is run as it is.</summary>
    public JsonElement? Choice { get; init; }

    /// <summary>Whether a language model may be asked, where one is configured.</summary>
    public bool UseModel { get; init; } = true;

    /// <summary>Everything but running the query.</summary>
    public bool DryRun { get; init; }
}
