using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.Learning;

/// <summary>Something to decide: a correction, what a word means, or a question that was not understood, or not surely.</summary>
internal sealed record Review
{
    public required Guid ReviewId { get; init; }

    public required ReviewKind Kind { get; init; }

    public ReviewStatus Status { get; init; }

    public string? PluginId { get; init; }

    public required Guid DatasetId { get; init; }

    public required string Question { get; init; }

    /// <summary>What it means, as canonical JSON; null when it is SQL, or when nobody has said.</summary>
    public string? SemanticQuery { get; init; }

    public string? Sql { get; init; }

    /// <summary>What a word of the question means; null for all other kinds.</summary>
    public LearnedSynonym? Synonym { get; init; }

    /// <summary>Why it is here, in a sentence.</summary>
    public string? Reason { get; init; }

    /// <summary>How often it was asked while open.</summary>
    public int Times { get; init; } = 1;

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? ReviewedBy { get; init; }

    public DateTimeOffset? ReviewedAt { get; init; }

    /// <summary>Where what was learned holds: the plugin, or a dataset without one.</summary>
    public string Scope => ScopeOf(PluginId, DatasetId);

    /// <summary>The semantic query; null also when an earlier release wrote it in a form that is not known any more.</summary>
    public SemanticQuery? Read() => SemanticQuery is null ? null : SemanticQueryJson.Read(SemanticQuery).Query;

    public static string ScopeOf(string? pluginId, Guid datasetId) => pluginId ?? datasetId.ToString();
}

/// <summary>Why something is to be decided.</summary>
internal enum ReviewKind
{
    /// <summary>Somebody said what the question means.</summary>
    Correction,

    /// <summary>It was answered with low confidence.</summary>
    Unsure,

    /// <summary>It was not answered.</summary>
    Failed,

    /// <summary>A word of it is known to mean something.</summary>
    Synonym,
}

/// <summary>What was decided.</summary>
internal enum ReviewStatus { Open, Accepted, Rejected }
