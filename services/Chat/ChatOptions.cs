using System.ComponentModel.DataAnnotations;

namespace NlSql.Chat;

/// <summary>Settings of the chat service (section <c>NlSql:Chat</c>).</summary>
public sealed class ChatOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "NlSql:Chat";

    /// <summary>Longest run time of a data query in seconds, 1–30. Default 5.</summary>
    [Range(1, 30)]
    public int QueryTimeoutSeconds { get; set; } = 5;

    /// <summary>Highest plan cost that is run, in the planner's units. Default 2,000,000.</summary>
    [Range(1, double.MaxValue)]
    public double MaximumQueryCost { get; set; } = 2_000_000;

    /// <summary>Most rows that any step of a plan may be estimated to give. Default 50,000,000.</summary>
    [Range(1, double.MaxValue)]
    public double MaximumEstimatedRows { get; set; } = 50_000_000;

    /// <summary>Rows of an answer when neither question nor policy says a number, 1–10,000. Default 1,000.</summary>
    [Range(1, 10_000)]
    public int DefaultRows { get; set; } = 1_000;

    /// <summary>Rows of an answer at most, whatever was asked for, 1–100,000. Default 10,000.</summary>
    [Range(1, 100_000)]
    public int MaximumRows { get; set; } = 10_000;

    /// <summary>Cells (rows times columns) of an answer at most; an answer with more is cut. Default 200,000.</summary>
    [Range(1, 10_000_000)]
    public int MaximumCells { get; set; } = 200_000;

    /// <summary>Bytes of an answer's values at most, 1 KiB–1 GiB; an answer with more is cut. Default 10 MiB.</summary>
    [Range(1_024, 1_073_741_824)]
    public long MaximumBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Prepared datasets (model, values, indexes) kept in memory. Default 64.</summary>
    [Range(1, 10_000)]
    public int PreparedDatasets { get; set; } = 64;

    /// <summary>Datasets, the newest ones, that are prepared when the service starts, 0–64. Default 4.</summary>
    [Range(0, 64)]
    public int PreparedAtStart { get; set; } = 4;

    /// <summary>Whether a question without a conversation starts one. Environment: CHAT_AUTO_CREATE_SESSION. Default true.</summary>
    public bool AutoCreateConversation { get; set; } = true;
}
