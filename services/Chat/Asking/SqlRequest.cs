namespace NlSql.Chat.Asking;

/// <summary>Body of <c>POST /sql</c>.</summary>
public sealed record SqlRequest
{
    /// <summary>One SELECT over the tables of the dataset, up to 20,000 characters.</summary>
    public string? Sql { get; init; }

    /// <summary>The plugin; may be left out when the dataset is given.</summary>
    public string? Plugin { get; init; }

    /// <summary>The dataset; without it the tenant's only, or newest, dataset of the plugin.</summary>
    public string? DatasetId { get; init; }

    /// <summary>A version to ask instead of the current one.</summary>
    public int? DatasetVersion { get; init; }

    /// <summary>The conversation that the query belongs to; without it a new one begins.</summary>
    public string? ConversationId { get; init; }

    /// <summary>The day that <c>current_date</c> is, ISO; without it today.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>BCP 47 tag, as in the other routes; SQL reads the same in every language.</summary>
    public string? Locale { get; init; }

    /// <summary>Everything but running the query.</summary>
    public bool DryRun { get; init; }

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
