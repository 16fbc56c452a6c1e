using System.Text.Json;
using System.Text.Json.Serialization;
using NlSql.Query;
using NlSql.Query.Questions;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;
using NlSql.ServiceDefaults;

namespace NlSql.Chat.Conversations;

/// <summary>What it takes to answer a message again: the query as it was read, so that relative periods can be counted from another day.</summary>
internal sealed record AnswerBasis
{
    /// <summary>The semantic query, canonical; null for SQL.</summary>
    public string? Query { get; init; }

    /// <summary>The SQL, tables by their logical names; null for a semantic query.</summary>
    public string? Sql { get; init; }

    public AnswerTier Tier { get; init; }

    /// <summary>Where the day that periods were counted from comes from.</summary>
    public TimeAnchorOrigin Anchor { get; init; }

    /// <summary>The day itself.</summary>
    [JsonIgnore]
    public DateOnly AsOf { get; init; }

    /// <summary>What the policy and the caller's roles were.</summary>
    [JsonIgnore]
    public string PolicyFingerprint { get; init; } = "";

    /// <summary>The model that it was compiled with.</summary>
    [JsonIgnore]
    public ModelDefinition? Model { get; init; }

    /// <summary>The basis of what was compiled; null when nothing runs.</summary>
    public static AnswerBasis? Of(CompiledQuestion asked, TimeAnchorDay anchor, ModelDefinition model) => asked is not { Outcome: QuestionOutcome.Ready, Compiled: { } compiled } ? null : new()
    {
        Query = asked.Query is { } query ? SemanticQueryJson.Write(query) : null,
        Sql = asked.Query is null ? compiled.CanonicalText : null,
        Tier = asked.Tier ?? AnswerTier.Semantic,
        Anchor = anchor.Origin,
        AsOf = anchor.Day,
        PolicyFingerprint = compiled.PolicyFingerprint,
        Model = model,
    };

    /// <summary>The query once more, in another context.</summary>
    public CompileResult Compile(QueryContext context) => Query is { } query && SemanticQueryJson.Read(query).Query is { } read
        ? QueryCompiler.Compile(read, context with { Tier = Tier })
        : QueryCompiler.CompileSql(Sql ?? "", context with { Tier = Tier });

    public string Write() => JsonSerializer.Serialize(this, JsonOptions.Snake);

    public static AnswerBasis Read(string json) =>
        JsonSerializer.Deserialize<AnswerBasis>(json, JsonOptions.Snake) ?? throw new JsonException("The basis of an answer is null.");
}
