using NlSql.Query.Linking;
using NlSql.Query.Questions.Verified.Sketching;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Verified;

/// <summary>A question, ready to be compared with the phrasings of verified questions.</summary>
internal sealed class AskedQuestion
{
    public AskedQuestion(LinkedQuestion question)
    {
        Question = question;
        Patterns = VerifiedPatterns.Of(question.Lexicon, question.Anchor);
        Sketch = SketchReader.Read(question, Patterns.Spelling);
        Keys = Sketch.Words.SelectMany(w => w.Keys).ToHashSet(StringComparer.Ordinal);
        Numbers = [.. question.Words.Select(w => w.Token.Number).OfType<decimal>().Concat(Weeks(question)).Where(n => n == decimal.Truncate(n) && n is >= 1 and <= 10_000).Distinct()];
        AsksAboutUs = question.Words.Any(w => w.Token.Folded is "we" or "i" or "us");
        AsksWhether = Concepts.OpensSentence(question.Words[0].Token.Folded);
        CountsRows = Keys.Any(k => Key.MetricOf(k) is { } name && Model.FindMetric(name)?.Unit == "count");
    }

    public LinkedQuestion Question { get; }

    public VerifiedPatterns Patterns { get; }

    public ModelDefinition Model => Question.Lexicon.Model;

    public Sketch Sketch { get; }

    /// <summary>All that its words may mean.</summary>
    public IReadOnlySet<string> Keys { get; }

    /// <summary>The numbers that a slot could take.</summary>
    public IReadOnlyList<decimal> Numbers { get; }

    /// <summary>Whether "we" do what is asked about, rather than somebody who is named.</summary>
    public bool AsksAboutUs { get; }

    /// <summary>Whether it is a sentence without a word that asks what or how: "are we on time".</summary>
    public bool AsksWhether { get; }

    /// <summary>Whether it is a sentence rather than a few words.</summary>
    public bool IsSentence => AsksWhether || Sketch.Asking != Asking.Nothing;

    /// <summary>Whether it names a measure that counts.</summary>
    public bool CountsRows { get; }

    /// <summary>Whether it asks how something is or is done by naming what that differs by: "which payment method do they use".</summary>
    public bool AsksHowBy(string? group) => group is not null && Keys.Contains(Key.Column(group)) && (AsksUse || Ranks);

    /// <summary>Whether it asks what people use for something.</summary>
    public bool AsksUse => Keys.Overlaps(Concepts.RowsOf("use")) && Keys.Overlaps(Concepts.RowsOf("people")) && !AsksAboutUs && !Ranks;

    /// <summary>Whether it asks for what comes first or last.</summary>
    public bool Ranks => Keys.Contains(Key.Most) || Keys.Contains(Key.Least);

    // "the last two weeks" are 14 days.
    private static IEnumerable<decimal> Weeks(LinkedQuestion question) =>
        question.Mentions.Select(m => m.Target).OfType<MentionTarget.Period>().Select(p => p.Range).OfType<TimeRange.Rolling>().Where(r => r.Unit == TimeGrain.Week).Select(r => 7m * r.Count);
}
