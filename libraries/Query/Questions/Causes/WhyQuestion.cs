using System.Collections.Frozen;
using NlSql.Query.Issues;
using NlSql.Query.Linking;
using NlSql.Query.Model;
using NlSql.Query.Questions.FollowUps;
using NlSql.Query.Questions.FollowUps.Edits;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Causes;

/// <summary>
/// "Why did revenue fall last month?": a question for what changed, and the "why?" that would follow it, said in one. The words of asking why and of
/// changing are taken away; what is left is read like any question.
/// </summary>
internal static class WhyQuestion
{
    private const string Kind = "drivers";

    // Before all of them there may be a polite word; the longest fits first.
    private static readonly string[][] Openings =
    [
        .. new[]
        {
            "why", "why did", "why does", "why do", "why is", "why are", "why was", "why were", "why has", "why have", "how come", "explain why", "what caused", "what causes", "what drove", "what drives", "what is driving", "what was driving", "what explains",
            "what explained", "what led to", "what is behind", "what was behind", "whats behind", "what made", "what is the reason for", "what was the reason for", "what are the reasons for", "what were the reasons for", "whats the reason for", "reason for",
            "reasons for", "explain", "what is the cause of", "what are the causes of", "what are the drivers of", "what were the drivers of", "drivers of",
        }.Select(p => p.Split(' ')).OrderByDescending(p => p.Length),
    ];

    private static readonly FrozenSet<string> Rising = Set(
        "rise", "rises", "rose", "risen", "rising", "increase", "increases", "increased", "increasing", "grow", "grows", "grew", "grown", "growing", "growth", "up", "higher", "high", "more", "better", "improve", "improved", "improvement", "jump", "jumped", "spike", "spiked",
        "surge", "surged", "climb", "climbed", "gain", "gained", "change", "changes", "changed", "changing", "move", "moved", "differ", "different");

    private static readonly FrozenSet<string> Falling = Set([.. CueWords.Falling, "falls", "fallen", "drops", "decreases", "declines", "fewer", "loss", "lose", "lost", "collapse", "collapsed", "plunge", "plunged", "slump", "slumped", "dip", "dipped", "crash", "crashed"]);

    // What stands around a change and says nothing more.
    private static readonly FrozenSet<string> Beside = Set("so", "much", "that", "go", "goes", "went", "gone", "going", "been", "become", "became", "get", "got", "suddenly", "sharply", "strongly", "significantly", "again");

    /// <summary>What comes of a question for causes; null when it is none, or when what changed cannot be told.</summary>
    public static CompiledQuestion? Read(CompiledQuestion heard, QuestionContext context)
    {
        var words = heard.Tokens.Where(t => t.Kind == TokenKind.Word).ToList();
        if (Opening(words) is not { } opening)
            return null;
        var names = Names(heard.Tokens, context);
        var rest = words.Except(opening).Where(w => !names.Contains(w.Index)).ToList();
        var changes = rest.Where(w => Rising.Contains(w.Folded) || Falling.Contains(w.Folded)).ToList();
        if (changes.Count == 0)
            return null;
        Token[] said = [.. opening, .. changes, .. rest.Where(w => Beside.Contains(w.Folded))];
        var text = Without(heard.Question!.Text, said);
        var read = Subject(text, context);
        // Rows do not change: their number does, or the mean of what they hold.
        if (read.Query is { Metrics.Count: 0 } rows)
            read = Subject(Beginning(text, IsNumber(rows, context.Query.Model) ? "mean" : "count", opening), context);
        if (read.Query is not { From: null, Metrics.Count: > 0, Union.Count: 0 } subject)
            return null;

        var falls = changes.Exists(w => Falling.Contains(w.Folded));
        return new[] { InPeriod(subject), (Query: subject, Assumed: null) }
            .Select(asked => (asked.Assumed, Found: Explained(asked.Query, falls, context)))
            .Where(asked => asked.Found is not null)
            .Select(asked => Answered(heard, read, asked.Found!, asked.Assumed, [.. opening, .. changes]))
            .FirstOrDefault();
    }

    // The "lost" of lost deals is a value, and stays.
    private static HashSet<int> Names(ValueList<Token> tokens, QuestionContext context) =>
        [.. Linker.Link(tokens, context.Lexicon, context.Query.Anchor.Day).Mentions
            .Where(m => m is { Link: LinkKind.Exact or LinkKind.Stem, Target: MentionTarget.Value or MentionTarget.Column or MentionTarget.Table or MentionTarget.Metric or MentionTarget.Segment })
            .SelectMany(m => Enumerable.Range(m.Start, m.End - m.Start))];

    private static QuestionReading Subject(string text, QuestionContext context) => QuestionReader.Read(
        Linker.Link(Tokenizer.Tokenize(text, context.MonthFirst), context.Lexicon, context.Query.Anchor.Day),
        query => QueryCompiler.Compile(query, context.Query).Query is not null);

    /// <summary>The change along the dimension that was said; else along the most telling one.</summary>
    private static FollowUpReading? Explained(SemanticQuery subject, bool falls, QuestionContext context)
    {
        if (subject.Dimensions is not [{ Grain: null, Column: { } said }])
            return FollowUpReader.Read(Tokenizer.Tokenize(falls ? "why did it fall" : "why did it rise", monthFirst: false), context with { Previous = subject }) is { Query: not null } found ? found : null;
        // Each row by itself explains nothing.
        if (ColumnOf(said, context.Query.Model)?.Kind == ColumnKind.Id)
            return null;
        var (query, assumption) = DriverEdit.Along(said, Labels.Column(context.Lexicon.Model, said), subject, falls);
        return QueryCompiler.Compile(query, context.Query).Query is { } compiled ? new() { Query = query, Compiled = compiled, Assumptions = [assumption] } : null;
    }

    private static List<Token>? Opening(List<Token> words)
    {
        var start = words.Count > 0 && words[0].Folded is "so" or "and" or "but" or "please" or "then" ? 1 : 0;
        var opening = Array.Find(Openings, o => words.Count > start + o.Length && o.Select((word, i) => words[start + i].Folded == word).All(same => same));
        return opening is null ? null : words.GetRange(0, start + opening.Length);
    }

    // The places of all other words stay where they are.
    private static string Without(string text, IEnumerable<Token> words)
    {
        var rest = text.ToCharArray();
        foreach (var word in words)
            rest.AsSpan(word.Span.Start, word.Span.Length).Fill(' ');
        return new string(rest);
    }

    // In the place of the opening, so that all other words stay where they are.
    private static string Beginning(string text, string word, List<Token> opening)
    {
        var start = opening[0].Span.Start;
        return start + word.Length > opening[^1].Span.End ? text : string.Concat(text.AsSpan(0, start), word, text.AsSpan(start + word.Length));
    }

    private static bool IsNumber(SemanticQuery rows, ModelIndex model) =>
        rows.Return is [{ Expression: null } output] && ColumnOf(output.Name, model) is { Kind: ColumnKind.Fact, Type: ColumnType.Decimal or ColumnType.Integer };

    private static ColumnDefinition? ColumnOf(string name, ModelIndex model) => name.Split('.') is [var table, var column] ? model.Column(table, column) : null;

    // A change is one between two periods.
    private static (SemanticQuery Query, string? Assumed) InPeriod(SemanticQuery subject) => subject.Time is not null || subject.Compare is not null || !TimeRangeText.TryParse("previous month", out var month)
        ? (subject, null)
        : (subject with { Time = new TimeFilter(month) }, "No period was said, so last month is compared with the month before.");

    private static CompiledQuestion Answered(CompiledQuestion heard, QuestionReading read, FollowUpReading reading, string? assumed, IEnumerable<Token> words) => heard with
    {
        Query = reading.Query,
        Tier = AnswerTier.Semantic,
        Compiled = reading.Compiled,
        Reading = read,
        Interpretation = [.. words.Select(w => Spoken(heard.Question!, w.Span)).Concat(read.Interpretation.Select(s => s with { Span = heard.Question!.ToOriginal(s.Span) })).OrderBy(s => s.Span.Start)],
        Assumptions = new[] { assumed }.OfType<string>().Concat(read.Assumptions).Concat(reading.Assumptions).Concat(reading.Compiled!.Assumptions).Distinct().ToValueList(),
        Confidence = read.Confidence,
    };

    private static SpanReading Spoken(NormalizedQuestion question, TextSpan place)
    {
        var span = question.ToOriginal(place);
        return new(span, question.Original.Substring(span.Start, span.Length), Kind, "which groups the change came from", []);
    }

    private static FrozenSet<string> Set(params IEnumerable<string> words) => words.ToFrozenSet(StringComparer.Ordinal);
}
