using System.Text.Json.Serialization;
using NlSql.Chat.Asking;
using NlSql.Query;
using NlSql.Query.Issues;
using NlSql.Query.Questions;
using NlSql.Query.Reading;
using NlSql.Query.Sql.Guarding;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.Caching;

/// <summary>
/// What a question means and what to ask next. What runs is not kept in Redis: it is compiled and guarded anew, so nothing that stands
/// there can make anything run that a question could not.
/// </summary>
internal sealed record CachedPlan : CacheEntry
{
    private const int EstimatedBytes = 48 * 1024;

    /// <summary>The semantic query as it was read; null for SQL.</summary>
    public string? Query { get; init; }

    /// <summary>The SQL to read; null for a semantic query.</summary>
    public string? Sql { get; init; }

    /// <summary>Whether the query itself asked for its number of rows.</summary>
    public bool LimitAsked { get; init; }

    public AnswerTier Tier { get; init; }

    public IReadOnlyList<AnswerSpan> Interpretation { get; init; } = [];

    public IReadOnlyList<string> Assumptions { get; init; } = [];

    public double? Score { get; init; }

    public IReadOnlyList<string> Reasons { get; init; } = [];

    public IReadOnlyList<string> Suggestions { get; init; } = [];

    /// <summary>The same, compiled: in this process only.</summary>
    [JsonIgnore]
    public CompiledQuestion? Compiled { get; set; }

    [JsonIgnore]
    public override long? Size => Query is null && Sql is null ? null : EstimatedBytes;

    /// <summary>The plan of a question that is ready to run; of any other, an entry that is not kept.</summary>
    public static CachedPlan Of(string key, CompiledQuestion asked, IReadOnlyList<string> suggestions) => asked is not { Outcome: QuestionOutcome.Ready, Compiled: { } runs }
        ? new() { Key = key }
        : new()
        {
            Key = key,
            Query = asked.Query is { } query ? SemanticQueryJson.Write(query) : null,
            Sql = asked.Query is null ? runs.CanonicalText : null,
            LimitAsked = runs.LimitAsked,
            Tier = asked.Tier ?? AnswerTier.Semantic,
            Interpretation = [.. asked.Interpretation.Select(s => new AnswerSpan(s.Span.Start, s.Span.Length, s.Text, s.Kind, s.Meaning, s.Alternatives))],
            Assumptions = asked.Assumptions,
            Score = asked.Confidence?.Score,
            Reasons = asked.Confidence?.Reasons ?? [],
            Suggestions = suggestions,
            Compiled = asked with { Tokens = [], Reading = null },
        };

    /// <summary>The question again; null when the plan does not compile any more.</summary>
    public CompiledQuestion? Restore(QueryContext context) => Compiled ??= Compile(context with { Tier = Tier }) is not { } runs ? null : new CompiledQuestion
    {
        Outcome = QuestionOutcome.Ready,
        Query = Query is null ? null : SemanticQueryJson.Read(Query).Query,
        Tier = Tier,
        Compiled = runs with { LimitAsked = LimitAsked },
        Interpretation = Interpretation.Select(s => new SpanReading(new TextSpan(s.Start, s.Length), s.Text, s.Kind, s.Meaning, s.Alternatives.ToValueList())).ToValueList(),
        Assumptions = Assumptions.ToValueList(),
        Confidence = Score is { } score ? ReadingConfidence.Of(score, Reasons.ToValueList()) : null,
    };

    private CompiledQuery? Compile(QueryContext context) => Query is { } text
        ? SemanticQueryJson.Read(text).Query is { } query ? QueryCompiler.Compile(query, context).Query : null
        : QueryCompiler.CompileSql(Sql ?? "", context, Tier == AnswerTier.GeneratedSql ? JoinMode.DeclaredOnly : JoinMode.AnyEquality).Query;
}
