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
    /// <summary>What kind of answer it is.</summary>
    public required AnswerType AnswerType { get; init; }

    /// <summary>The number; for a table a list of objects keyed by column name; else text.</summary>
    [JsonPropertyName("answer")]
    public JsonNode? Value { get; init; }

    /// <summary>The columns of the result, in order; empty where there is none.</summary>
    public IReadOnlyList<AnswerColumn> Columns { get; init; } = [];

    /// <summary>Rows that the answer has.</summary>
    public int RowCount { get; init; }

    /// <summary>Whether the data have more rows than the answer shows.</summary>
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

    /// <summary>What the question was taken to mean, as it can be sent to <c>POST /query</c>; null where no query of the model says it.</summary>
    public JsonElement? SemanticQuery { get; init; }

    /// <summary>What it means with the dates as they were said: "last 7 days" stays that.</summary>
    [JsonIgnore]
    internal SemanticQuery? Meaning { get; init; }

    /// <summary>How the meaning was found: a question of the plugin, the semantic model, or SQL; null when nothing was run.</summary>
    public AnswerTier? Tier { get; init; }

    /// <summary>How each part of the question was read.</summary>
    public IReadOnlyList<AnswerSpan> Interpretation { get; init; } = [];

    /// <summary>What was taken for granted because the question does not say it.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>How sure the reading is; null where nothing was read.</summary>
    public AnswerConfidence? Confidence { get; init; }

    /// <summary>What to keep in mind with the numbers, such as days that are missing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Rules of the plugin that changed the answer or refused it.</summary>
    public IReadOnlyList<AnswerPolicy> PolicyApplied { get; init; } = [];

    /// <summary>Whether one of the choices has to be made before there is an answer.</summary>
    public bool RequiresClarification { get; init; }

    /// <summary>Possible meanings to choose from.</summary>
    public IReadOnlyList<AnswerChoice> Choices { get; init; } = [];

    /// <summary>Problems with the question, each with its place.</summary>
    public IReadOnlyList<AnswerIssue> Issues { get; init; } = [];

    /// <summary>When the version of the data that was asked was published.</summary>
    public DateTimeOffset? DataLastUpdated { get; init; }

    /// <summary>The plugin whose model was asked; null for a dataset without one.</summary>
    public string? Plugin { get; init; }

    /// <summary>The version of the model that was asked.</summary>
    public string? PluginVersion { get; init; }

    /// <summary>The dataset that was asked.</summary>
    public Guid? DatasetId { get; init; }

    /// <summary>The version of its data.</summary>
    public int? DatasetVersion { get; init; }

    /// <summary>The conversation that the question belongs to.</summary>
    public Guid? ConversationId { get; init; }

    /// <summary>The message in it: to replay the answer, or to say what is wrong with it.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Id of the entry in the audit trail.</summary>
    public Guid? AuditId { get; init; }

    /// <summary>Questions that could come next, each of which is understood.</summary>
    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>Milliseconds that each stage took.</summary>
    public IReadOnlyDictionary<string, double> TimingsMs { get; init; } = new Dictionary<string, double>();

    /// <summary>Whether plan and rows were known already.</summary>
    public AnswerCache Cache { get; init; } = new(CacheOutcome.None, CacheOutcome.None);

    /// <summary>The part of a language model; null when none was asked.</summary>
    public AnswerModel? Model { get; init; }

    /// <summary>Names the request in traces, logs and the audit trail.</summary>
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

/// <summary>A column of the result.</summary>
/// <param name="Name">Its key in the rows.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Type">Type of its values: text, integer, decimal, boolean, date or timestamp. Years are integers.</param>
/// <param name="Unit">currency, percent, count or a word; null for none.</param>
/// <param name="Format">How to write a value; null for the usual way.</param>
public sealed record AnswerColumn(string Name, string Label, string Type, string? Unit, string? Format);

/// <summary>How a part of the question was read.</summary>
/// <param name="Start">0-based place in the question.</param>
/// <param name="Length">Length of the part.</param>
/// <param name="Text">The part itself.</param>
/// <param name="Kind">What it was taken for: a metric, a column, a value, a period…</param>
/// <param name="Meaning">Which one, in words of the model.</param>
/// <param name="Alternatives">What else it could mean.</param>
public sealed record AnswerSpan(int Start, int Length, string Text, string Kind, string Meaning, IReadOnlyList<string> Alternatives);

/// <summary>How sure the reading is.</summary>
/// <param name="Level">high, medium or low.</param>
/// <param name="Score">From 0 to 1.</param>
/// <param name="Reasons">What lowered it.</param>
public sealed record AnswerConfidence(string Level, double Score, IReadOnlyList<string> Reasons);

/// <summary>What the caches knew of an answer.</summary>
/// <param name="Plan">What the question means.</param>
/// <param name="Result">The rows.</param>
public sealed record AnswerCache(CacheOutcome Plan, CacheOutcome Result);

/// <summary>A rule that was applied.</summary>
/// <param name="Rule">The rule by name.</param>
/// <param name="Effect">What it did, in a sentence.</param>
public sealed record AnswerPolicy(string Rule, string Effect);

/// <summary>A possible meaning of the question.</summary>
/// <param name="Label">In words.</param>
/// <param name="SemanticQuery">The same to be sent back as <c>choice</c>.</param>
public sealed record AnswerChoice(string Label, JsonElement SemanticQuery);

/// <summary>A problem with the question.</summary>
/// <param name="Code">Stable code, see docs/errors.md.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
/// <param name="Start">0-based place in the question.</param>
/// <param name="Length">Length of that place; 0 where there is none.</param>
/// <param name="Suggestions">What to write instead.</param>
public sealed record AnswerIssue(string Code, string Message, int Start, int Length, IReadOnlyList<string> Suggestions);
