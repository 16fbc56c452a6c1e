namespace NlSql.Chat.Feedback;

/// <summary>What somebody said of an answer.</summary>
internal sealed record FeedbackResponse(
    Guid FeedbackId, Guid MessageId, Guid ConversationId, string Question, string? Rating, string? Comment, FeedbackCorrection? Correction,
    string? Plugin, Guid? DatasetId, string GivenBy, DateTime GivenAt);

/// <summary>How often something was said.</summary>
internal sealed record FeedbackCount
{
    /// <summary>The plugin; null for datasets without one, and in totals.</summary>
    public string? Plugin { get; init; }

    /// <summary>The tier of the answers; null where nothing was run, and in totals.</summary>
    public string? Tier { get; init; }

    public int Total { get; init; }

    public int Up { get; init; }

    public int Down { get; init; }

    public int Comments { get; init; }

    public int Corrections { get; init; }

    /// <summary>Good answers among the rated ones, 0 to 1; null when none is rated.</summary>
    public double? ShareUp => Up + Down == 0 ? null : Math.Round((double)Up / (Up + Down), 4);
}

/// <summary>All feedback of a tenant, and the same by plugin and by tier.</summary>
internal sealed record FeedbackStatistics(FeedbackCount All, IReadOnlyList<FeedbackCount> ByPlugin, IReadOnlyList<FeedbackCount> ByTier)
{
    public static FeedbackStatistics Of(IReadOnlyList<FeedbackCount> counts) => new(
        Sum(counts),
        [.. counts.GroupBy(c => c.Plugin).Select(g => Sum(g) with { Plugin = g.Key })],
        [.. counts.GroupBy(c => c.Tier).Select(g => Sum(g) with { Tier = g.Key })]);

    private static FeedbackCount Sum(IEnumerable<FeedbackCount> counts) => counts.Aggregate(new FeedbackCount(), (sum, c) => sum with
    {
        Total = sum.Total + c.Total,
        Up = sum.Up + c.Up,
        Down = sum.Down + c.Down,
        Comments = sum.Comments + c.Comments,
        Corrections = sum.Corrections + c.Corrections,
    });
}
