using NlSql.Query.Issues;
using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Model;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Changes;

/// <summary>What a question says to have changed: the question without the words of asking and of changing, read like any other.</summary>
internal sealed class ChangeSubject
{
    private const string Kind = "change";

    private readonly CompiledQuestion heard;
    private readonly IReadOnlyList<Token> said;
    private readonly QuestionReading reading;

    private ChangeSubject(CompiledQuestion heard, IReadOnlyList<Token> said, QuestionReading reading, bool falls) =>
        (this.heard, this.said, this.reading, Falls) = (heard, said, reading, falls);

    /// <summary>The query of what changed: a measure.</summary>
    public SemanticQuery Query => reading.Query!;

    /// <summary>Whether it is said to have become less.</summary>
    public bool Falls { get; }

    /// <summary>Reads it; null when nothing is said to have changed, or when that is no measure.</summary>
    /// <param name="heard">The question.</param>
    /// <param name="linked">Its words with what they may refer to.</param>
    /// <param name="opening">The words that it begins with and that ask.</param>
    /// <param name="isChange">Which words say that something changed.</param>
    /// <param name="context">What it is asked of.</param>
    /// <param name="than">The "than" between two periods: it is read as "vs".</param>
    public static ChangeSubject? Read(CompiledQuestion heard, LinkedQuestion linked, IReadOnlyList<Token> opening, Func<Token, bool> isChange, QuestionContext context, Token? than = null)
    {
        var names = Names(linked);
        var rest = heard.Tokens.Where(t => t.Kind == TokenKind.Word && !names.Contains(t.Index)).Except(opening).ToList();
        var changes = rest.Where(isChange).ToList();
        if (changes.Count == 0)
            return null;
        var text = Without(heard.Question!.Text, [.. opening, .. changes, .. rest.Where(ChangeWords.IsBeside)]);
        if (than is not null)
            text = string.Concat(text.AsSpan(0, than.Span.Start), "vs  ", text.AsSpan(than.Span.End));
        var reading = Read(text, context);
        // Rows do not change: their number does, or the mean of what they hold.
        if (reading.Query is { Metrics.Count: 0 } rows)
            reading = Read(Beginning(text, IsNumber(rows, context.Query.Model) ? "mean" : "count", opening), context);
        return reading.Query is { From: null, Metrics.Count: > 0, Union.Count: 0 } ? new(heard, [.. opening, .. changes], reading, changes.Exists(ChangeWords.Falls)) : null;
    }

    /// <summary>The measure in a period: a change is one between two. Without a period the last month is meant.</summary>
    public (SemanticQuery Query, string? Assumed) InPeriod() => Query.Time is not null || Query.Compare is not null
        ? (Query, null)
        : (Query with { Time = new TimeFilter(new TimeRange.Calendar(TimeGrain.Month, -1)) }, "No period was said, so last month is compared with the month before.");

    /// <summary>The question with what runs.</summary>
    /// <param name="query">The query.</param>
    /// <param name="compiled">The same, compiled.</param>
    /// <param name="meaning">What the words of asking and changing were taken for.</param>
    /// <param name="assumptions">What was assumed.</param>
    public CompiledQuestion Answer(SemanticQuery query, CompiledQuery compiled, string meaning, IEnumerable<string> assumptions) => heard with
    {
        Query = query,
        Tier = AnswerTier.Semantic,
        Compiled = compiled,
        Reading = reading,
        Interpretation = [.. said.Select(w => Spoken(w.Span, meaning)).Concat(reading.Interpretation.Select(s => s with { Span = heard.Question!.ToOriginal(s.Span) })).OrderBy(s => s.Span.Start)],
        Assumptions = assumptions.Concat(reading.Assumptions).Concat(compiled.Assumptions).Distinct().ToValueList(),
        Confidence = reading.Confidence,
    };

    private SpanReading Spoken(TextSpan place, string meaning)
    {
        var span = heard.Question!.ToOriginal(place);
        return new(span, heard.Question.Original.Substring(span.Start, span.Length), Kind, meaning, []);
    }

    // The "lost" of lost deals is a value, and stays.
    private static HashSet<int> Names(LinkedQuestion linked) =>
        [.. linked.Mentions
            .Where(m => m is { Link: LinkKind.Exact or LinkKind.Stem, Target: MentionTarget.Value or MentionTarget.Column or MentionTarget.Table or MentionTarget.Metric or MentionTarget.Segment })
            .SelectMany(m => Enumerable.Range(m.Start, m.End - m.Start))];

    private static QuestionReading Read(string text, QuestionContext context) => QuestionReader.Read(
        Linker.Link(Tokenizer.Tokenize(text, context.MonthFirst), context.Lexicon, context.Query.Anchor.Day),
        query => QueryCompiler.Compile(query, context.Query).Query is not null);

    // The places of all other words stay where they are.
    private static string Without(string text, IEnumerable<Token> words)
    {
        var rest = text.ToCharArray();
        foreach (var word in words)
            rest.AsSpan(word.Span.Start, word.Span.Length).Fill(' ');
        return new string(rest);
    }

    // In the place of the opening, for the same reason.
    private static string Beginning(string text, string word, IReadOnlyList<Token> opening)
    {
        var start = opening[0].Span.Start;
        return start + word.Length > opening[^1].Span.End ? text : string.Concat(text.AsSpan(0, start), word, text.AsSpan(start + word.Length));
    }

    private static bool IsNumber(SemanticQuery rows, ModelIndex model) =>
        rows.Return is [{ Expression: null } output] && output.Name.Split('.') is [var table, var column]
        && model.Column(table, column) is { Kind: ColumnKind.Fact, Type: ColumnType.Decimal or ColumnType.Integer };
}
