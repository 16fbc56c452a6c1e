using NlSql.Query.Linking;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Verified.Sketching;

/// <summary>A sketch while it is read: the question, what is known of its words, and what they were found to say.</summary>
internal sealed class SketchDraft(LinkedQuestion question, WordNeighbours spelling, IReadOnlyList<QuestionSlot>? slots)
{
    private const double WeakestLink = 0.7;

    private readonly List<SketchWord> words = [];

    public LinkedQuestion Question => question;

    public IReadOnlyList<SketchWord> Words => words;

    public Asking Asking { get; private set; }

    /// <summary>Whether it is a phrasing of a verified question rather than a question.</summary>
    public bool IsPhrasing => slots is not null;

    /// <summary>The mentions that begin at a place.</summary>
    public ILookup<int, Mention> Mentions { get; } = question.Mentions.Where(m => IsTold(m) && (slots is null || m.Link != LinkKind.Fuzzy)).ToLookup(m => m.Start);

    /// <summary>Whether two things are held against each other.</summary>
    public bool Compares { get; } = question.Mentions.Any(m => m.Target is MentionTarget.Versus) || question.Words.Any(w => w.Token.Folded is "against");

    /// <summary>The word at a place, spelt right; nothing beyond the ends.</summary>
    public string Best(int at) => at >= 0 && at < question.Words.Count ? question.Words[at].Best : "";

    public void Add(params IEnumerable<string> keys) => words.Add(new([.. keys]));

    public void AddLight(params IEnumerable<string> keys) => words.Add(new([.. keys], Light: true));

    public void Add(SketchWord word) => words.Add(word);

    /// <summary>What the first question word asks for is what the question does.</summary>
    public void Ask(Asking kind) => Asking = Asking == Asking.Nothing ? kind : Asking;

    /// <summary>What a saying asks for, whatever the question word.</summary>
    public void AskInstead(Asking kind) => Asking = kind;

    public QuestionSlot? Slot(Token token) => token.Kind == TokenKind.Quoted ? slots?.FirstOrDefault(s => s.Name == token.Text) : null;

    /// <summary>Whether a word occurs in a phrasing.</summary>
    public bool IsPhrased(string folded) => spelling.Knows(folded) || spelling.Knows(EnglishStemmer.Stem(folded));

    /// <summary>The words of phrasings that a misspelt one may have been meant to be.</summary>
    public IEnumerable<string> Respelt(string folded) => spelling.Of(folded).Select(n => n.Word);

    /// <summary>What the model calls by one word that the question does not write so.</summary>
    public IEnumerable<string> Named(string folded)
    {
        var node = question.Lexicon.Phrases.Step(0, EnglishStemmer.Stem(folded));
        return node < 0 ? [] : question.Lexicon.Phrases.At(node).Where(e => e.Strength >= WeakestLink && IsOwn(e.Link)).Select(e => Key.Of(e.Target)).OfType<string>();
    }

    /// <summary>What a mention says.</summary>
    public IEnumerable<string> Keys(Mention mention) => mention.Target switch
    {
        MentionTarget.Period { Range: var range } => Periods(range, mention.Start),
        MentionTarget.Number { Amount: var amount } => [Key.Number(amount)],
        MentionTarget.Extreme { Largest: var largest } => [Key.Extreme(largest)],
        MentionTarget.Frequent { Most: var most } => [Key.Extreme(most)],
        MentionTarget.Comparison { Operator: var compared } => [Key.Compared(compared)],
        MentionTarget.Gradable { Descending: var descending } => [Key.Compared(descending ? FilterOperator.Greater : FilterOperator.Less)],
        MentionTarget.Negation => Concepts.Of(Best(mention.Start) == "minus" ? "less" : "not"),
        MentionTarget.Missing { Present: var present } => [present ? "present" : "missing"],
        MentionTarget.Grain { Size: { } size } => [Key.Grain(size)],
        MentionTarget.Grain => Concepts.Of("develop"),
        MentionTarget.Growth { OverAYear: true } => [Key.YearBefore],
        MentionTarget.Growth => Concepts.Of("grow"),
        MentionTarget.Versus => Concepts.Of("compare"),
        MentionTarget.Share => Concepts.Of("share"),
        MentionTarget.Running => Concepts.Of("running"),
        MentionTarget.Count => [Key.Count],
        MentionTarget.Order { Descending: var descending } => [descending == false ? Key.Least : Key.Order],
        MentionTarget.DateUnit { Part: var part } => [Key.Part(part)],
        MentionTarget.Distinct => [Key.Distinct],
        MentionTarget.Aggregate when IsRunning(mention.Start) => Concepts.Of("running"),
        MentionTarget.Aggregate { Function: var function } => [Key.Aggregate(function)],
        _ => mention.Candidates.Where(c => c.Strength >= WeakestLink).Select(c => Key.Of(c.Target)).OfType<string>(),
    };

    /// <summary>What a range of time says that is named at a place.</summary>
    public IEnumerable<string> Periods(TimeRange range, int at)
    {
        // "grew since last year"
        if (Best(at) == "since" && question.Mentions.Any(m => m.Target is MentionTarget.Growth) && range is TimeRange.Between { From: var from, To: null } && from == new DateOnly(question.Anchor.Year - 1, 1, 1))
            return [Key.YearBefore];
        // "did it improve since last quarter": since then is compared with it.
        if (Best(at) == "since" && question.Words.Any(w => w.Best is "improve" or "improved" or "better" or "worse" or "higher" or "lower")
            && Mentions[at + 1].Concat(Mentions[at + 2]).Select(m => m.Target).OfType<MentionTarget.Period>().FirstOrDefault() is { } before)
            range = before.Range;
        return
        [
            Key.Period(range, question.Anchor, question.Lexicon.Model.Plugin.Calendar),
            .. range is TimeRange.Rolling { Future: false } last ? [Key.Last(last.Count, last.Unit)] : Array.Empty<string>(),
            // "the last two weeks" are the last 14 days.
            .. range is TimeRange.Rolling { Future: false, Unit: TimeGrain.Week, Count: var weeks } ? [Key.Last(7 * weeks, TimeGrain.Day)] : Array.Empty<string>(),
            .. range is TimeRange.Calendar { Unit: TimeGrain.Day, Offset: 0 } ? [Key.Now] : Array.Empty<string>(),
        ];
    }

    /// <summary>"add up"</summary>
    public bool IsRunning(int at) => Best(at).StartsWith("add", StringComparison.Ordinal);

    // "what do guests order" asks what is ordered: people who do something are not what is asked for.
    public bool IsSubject(int at) => Concepts.IsAnybody(question.Words[at].Token.Folded)
        && (Best(at - 1) is "do" or "does" or "did" or "have" or "has" || (Best(at - 1) is "our" or "the" or "a" or "most" && Best(at - 2) is "do" or "does" or "did"));

    /// <summary>Whether a word that names something says here what somebody does: "customers who did not order".</summary>
    public bool IsDone(int at) => Best(at - 1) is "not" or "never" or "who" or "we" or "they" || Concepts.IsAnybody(Best(at - 1));

    private static bool IsTold(Mention mention) => mention.Target switch
    {
        MentionTarget.Filler or MentionTarget.Activity or MentionTarget.Listing or MentionTarget.And or MentionTarget.Or or MentionTarget.Relation or MentionTarget.Literal
            or MentionTarget.Unsupported => false,
        MentionTarget.Gradable gradable => gradable.Compares,
        _ => Key.Of(mention.Target) is null || (mention.Strength >= WeakestLink && IsOwn(mention.Link)),
    };

    private static bool IsOwn(LinkKind link) => link is not (LinkKind.Part or LinkKind.General);
}
