using System.ComponentModel.DataAnnotations;

namespace NlSql.Gateway.Routing;

/// <summary>How often one caller (tenant and key, or tenant and subject of a token) may ask. Without credentials, on loopback, nobody is held back. Section <c>NlSql:Rates</c>.</summary>
internal sealed class RateOptions
{
    public const string Section = "NlSql:Rates";

    /// <summary>Questions (<c>/chat</c>) a minute in the long run, 1–100,000. Default 60.</summary>
    [Range(1, 100_000)]
    public int QuestionsPerMinute { get; init; } = 60;

    /// <summary>Questions that may come at once after a pause, 1–10,000. Default 20.</summary>
    [Range(1, 10_000)]
    public int QuestionBurst { get; init; } = 20;

    /// <summary>Queries (<c>/sql</c> and <c>/query</c> together) a minute, 1–100,000. Default 30.</summary>
    [Range(1, 100_000)]
    public int QueriesPerMinute { get; init; } = 30;

    /// <summary>Uploads an hour, 1–100,000. Default 20.</summary>
    [Range(1, 100_000)]
    public int UploadsPerHour { get; init; } = 20;
}
