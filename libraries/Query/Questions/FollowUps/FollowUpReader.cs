using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Questions.FollowUps.Edits;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>Tokens and the previous query → the query that a follow-up asks. A question that stands alone is none.</summary>
internal static class FollowUpReader
{
    private const int MostCovers = 8;

    // The order is the order of precedence: what an earlier edit uses, a later one does not see.
    private static readonly FollowUpEdit[] Edits =
    [
        new DriverEdit(), new DeniedEdit(), new RowsEdit(), new ReverseEdit(), new WidenEdit(), new AmountEdit(), new CompareEdit(), new PeriodEdit(), new RecurringEdit(), new OrderEdit(), new RankedThingEdit(), new RankingEdit(), new PlaceEdit(), new NumberEdit(),
        new CountEdit(), new GroupingEdit(), new TruthEdit(), new ValueEdit(), new SegmentEdit(), new NounEdit(), new AggregateEdit(), new MeasureEdit(), new OutputEdit(),
    ];

    /// <summary>Whether the text is one of the few phrases that ask something of the previous query as a whole: "undo" then orders nothing.</summary>
    public static bool IsWholeFollowUp(ValueList<Token> tokens, QuestionContext context) => context.Previous is not null && CueReader.Read(tokens).Whole is not null;

    /// <summary>Reads a question as a change of the previous query; null when it is none or none that compiles.</summary>
    public static FollowUpReading? Read(ValueList<Token> tokens, QuestionContext context)
    {
        if (context.Previous is not { } previous)
            return null;
        var cues = CueReader.Read(tokens);
        if (cues.Whole == WholeCue.Undo)
            return Undo(context);
        var question = Linker.Link(cues.Rest, context.Lexicon, context.Query.Anchor.Day);
        if (cues.Whole is not null)
            return Edited(question, new([], [], 0), cues, UsualTime.Implied(previous, context.Lexicon), context);
        if (cues.Rest.Count == 0 && cues.Place is null)
            return null;

        // The best way to read all words decides whether they stand alone; others may still be the change that fits.
        var covers = CoverSearch.Best(question).Where(c => c.Unexplained.Count == 0 && !c.LeftOut(question).Any()).Take(MostCovers).ToList();
        var before = UsualTime.Implied(previous, context.Lexicon);
        if (covers.Count == 0 || StandsAlone(new Fragment(question, covers[0], cues), before, context.Lexicon))
            return null;
        return covers.Select(c => Edited(question, c, cues, before, context)).FirstOrDefault(r => r is not null);
    }

    /// <summary>Whether the words speak of the previous answer: "how many of them", "only …", "without …", "for all …".</summary>
    public static bool PointsBack(ValueList<Token> tokens, QuestionContext context)
    {
        if (context.Previous is null)
            return false;
        var cues = CueReader.Read(tokens);
        return cues.OfThem || cues.Only || cues.Widens || (cues.Rest is [var first, ..] && NegationWords.Excluding.Contains(first.Folded));
    }

    // A measure or a thing of its own makes a question; "and", "only" or "those" before a bare one make it a change.
    private static bool StandsAlone(Fragment fragment, SemanticQuery previous, Lexicon lexicon)
    {
        var cues = fragment.Cues;
        var revision = new Revision(previous, lexicon, 0);
        // "which composers had fewer than five?" of how many each has.
        if (!revision.IsList && fragment.Phrases.Where(p => p.Target is not (MentionTarget.Activity or MentionTarget.Relation)).ToList() is [{ Target: MentionTarget.Listing { Which: true } }, var group, { Target: MentionTarget.Comparison }, { Target: MentionTarget.Number }] && GroupPhrases.IsGroup(revision, group))
            return false;
        // "which are organic?" of those that are listed.
        if (revision.IsList && fragment.Phrases is [{ Target: MentionTarget.Listing { Which: true } } which, var state] && which.Mention.End == state.Mention.Start && fragment.Question.Folded[which.Mention.End - 1] is "are" or "is" or "were" or "was" && RankedThing.SaysState(revision, state))
            return false;
        if (RankedThing.Of(fragment, revision) is not null || RankedThing.IsAlone(fragment, revision))
            return false;
        if (fragment.HasThing && !cues.Refers && !cues.Asks && !cues.Widens)
            return true;
        // "top 3 by orders" ranks without saying what.
        if (!fragment.HasMeasure || fragment.Phrases[0].Target is MentionTarget.Limit || fragment.Phrases[0].Target is MentionTarget.Negation)
            return false;
        return !(cues.Asks || cues.Refers) && (fragment.HasParts || !(cues.Adds || cues.Replaces || cues.Only));
    }

    private static FollowUpReading Undo(QuestionContext context)
    {
        if (context.BeforePrevious is { } before && QueryCompiler.Compile(before, context.Query).Query is { } compiled)
            return new() { Query = before, Compiled = compiled, Assumptions = ["Back at the question before the previous one."] };
        return new();
    }

    private static FollowUpReading? Edited(LinkedQuestion question, Cover cover, Cues cues, SemanticQuery previous, QuestionContext context)
    {
        if (Edit(question, cover, cues, previous, 0, context) is not { } first)
            return null;
        if (first.Revision.Meanings == 1)
            return Reading(first, previous, context);
        var meanings = Enumerable.Range(1, first.Revision.Meanings - 1)
            .Select(m => Edit(question, cover, cues, previous, m, context))
            .OfType<Attempt>().Prepend(first).DistinctBy(a => a.Revision.MeaningLabel).ToList();
        return meanings.Count == 1 ? Reading(first, previous, context) : new() { Choices = [.. meanings.Select(m => (m.Revision.MeaningLabel, m.Revision.Query))] };
    }

    private static FollowUpReading Reading(Attempt attempt, SemanticQuery previous, QuestionContext context) => new()
    {
        Query = attempt.Revision.Query,
        Compiled = attempt.Compiled,
        Phrases = [.. attempt.Fragment.Phrases.Where(p => p.Used).Select(p => new ReadPhrase(Interpreter.Span(attempt.Fragment.Question, p.Mention), p.Taken!, Link(p)))],
        Assumptions = [.. KeptWords.Of(previous, attempt.Revision.Query, context.Lexicon.Model), .. attempt.Revision.Assumptions],
    };

    private static Attempt? Edit(LinkedQuestion question, Cover cover, Cues cues, SemanticQuery previous, int meaning, QuestionContext context)
    {
        var fragment = new Fragment(question, cover, cues);
        var revision = new Revision(previous, context.Lexicon, meaning);
        foreach (var edit in Edits)
            edit.Apply(fragment, revision);
        var changes = cues.Whole is { } whole ? whole == WholeCue.Presentation || revision.Query != previous : revision.Query != previous || fragment.Phrases.Any(p => p.Used);
        return changes && fragment.AllUsed && (cues.Place is null || revision.IsPlaced) && QueryCompiler.Compile(revision.Query, context.Query).Query is { } compiled ? new(fragment, revision, compiled) : null;
    }

    private static LinkKind Link(Phrase phrase) => phrase.Mention.LinkTo(phrase.Taken);

    private sealed record Attempt(Fragment Fragment, Revision Revision, CompiledQuery Compiled);
}
