using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NlSql.Chat.Caching;
using NlSql.Chat.Conversations;
using NlSql.Chat.LanguageModel;
using NlSql.Chat.Learning;
using NlSql.Chat.Memory;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.Asking;

/// <summary>The answer of <c>POST /chat</c>: what was found, and everything that is needed to trust it.</summary>
public sealed record Answer
{
    public required AnswerType AnswerType { get; init; }

    /// <summary>The number; for a table a list of objects keyed by column name; else text.</summary>
    [JsonPropertyName("answer")]
    public JsonNode? Value { get; init; }

    public IReadOnlyList<AnswerColumn> Columns { get; init; } = [];

    public int RowCount { get; init; }

    public bool Truncated { get; init; }

    /// <summary>How it was computed, in plain words.</summary>
    public string? Explanation { get; init; }

    /// <summary>The finding in a sentence.</summary>
    public string? Narrative { get; init; }

    /// <summary>A Vega-Lite specification.</summary>
    public JsonNode? Chart { get; init; }

    /// <summary>The query to read: tables by their names in the model, values written out.</summary>
    public string? Sql { get; init; }

    /// <summary>The values in <see cref="Sql"/>, in its order: they are sent beside the text that runs, never in it.</summary>
    public IReadOnlyList<JsonNode?> Parameters { get; init; } = [];

    /// <summary>The tables that the query reads.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    public JsonElement? SemanticQuery { get; init; }

    /// <summary>What it means with the dates as they were said: "last 7 days" stays that.</summary>
    [JsonIgnore]
    internal SemanticQuery? Meaning { get; init; }

    public AnswerTier? Tier { get; init; }

    public IReadOnlyList<AnswerSpan> Interpretation { get; init; } = [];

    public IReadOnlyList<string> Assumptions { get; init; } = [];

    public AnswerConfidence? Confidence { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<AnswerPolicy> PolicyApplied { get; init; } = [];

    public bool RequiresClarification { get; init; }

    public IReadOnlyList<AnswerChoice> Choices { get; init; } = [];

    public IReadOnlyList<AnswerIssue> Issues { get; init; } = [];

    public DateTimeOffset? DataLastUpdated { get; init; }

    public string? Plugin { get; init; }

    public string? PluginVersion { get; init; }

    public Guid? DatasetId { get; init; }

    public int? DatasetVersion { get; init; }

    public Guid? ConversationId { get; init; }

    public Guid? MessageId { get; init; }

    /// <summary>Id of the entry in the audit trail.</summary>
    public Guid? AuditId { get; init; }

    public IReadOnlyList<string> Suggestions { get; init; } = [];

    public IReadOnlyDictionary<string, double> TimingsMs { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether plan and rows were known already.</summary>
    public AnswerCache Cache { get; init; } = new(CacheOutcome.None, CacheOutcome.None);

    /// <summary>The part of a language model; null when none was asked.</summary>
    public AnswerModel? Model { get; init; }

    public string? TraceId { get; init; }

    /// <summary>What it takes to answer it again; kept with the message, not sent.</summary>
    [JsonIgnore]
    internal AnswerBasis? Basis { get; init; }

    /// <summary>What the conversation learns from it; kept with the message, not sent.</summary>
    [JsonIgnore]
    internal IReadOnlyList<MemoryContent> Learned { get; init; } = [];

    /// <summary>What somebody may want to decide after it; put before the reviewers with the message, not sent.</summary>
    [JsonIgnore]
    internal Review? Proposed { get; init; }
}

/// <summary>What kind of answer it is.</summary>
public enum AnswerType { Number, Table, Text, Clarification, Blocked, Unsupported }

public sealed record AnswerColumn(string Name, string Label, string Type, string? Unit, string? Format);

public sealed record AnswerSpan(int Start, int Length, string Text, string Kind, string Meaning, IReadOnlyList<string> Alternatives);

public sealed record AnswerConfidence(string Level, double Score, IReadOnlyList<string> Reasons);

/// <summary>What the caches knew of an answer.</summary>
/// <param name="Plan">What the question means.</param>
/// <param name="Result">The rows.</param>
public sealed record AnswerCache(CacheOutcome Plan, CacheOutcome Result);

public sealed record AnswerPolicy(string Rule, string Effect);

public sealed record AnswerChoice(string Label, JsonElement SemanticQuery);

public sealed record AnswerIssue(string Code, string Message, int Start, int Length, IReadOnlyList<string> Suggestions);
