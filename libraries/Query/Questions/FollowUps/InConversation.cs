using NlSql.Query.Linking;
using NlSql.Query.Questions.FollowUps.Told;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>
/// A question within a conversation → what it asks of the answers before it: a question about what was told (<see cref="ToldReader"/>, <see cref="OneThing"/>, <see cref="ToldThings"/>) or a change of the last
/// query (<see cref="FollowUpReader"/>); and, where it speaks of them and cannot be read so, the question back.
/// </summary>
internal sealed class InConversation
{
    private const int ShortQuestion = 6;
    private const double Plainly = 0.8;
    private const double Named = 0.9;

    private readonly ValueList<Token> tokens;
    private readonly QuestionContext context;
    private readonly Func<CompiledQuestion, ToldQuestion?, CompiledQuestion> read;
    private readonly ToldNouns nouns;
    private readonly bool isWhole;
    private readonly OneThing? thing;
    private readonly ToldThings? things;
    private readonly string? ofThings;

    /// <param name="tokens">The question.</param>
    /// <param name="context">What was answered before.</param>
    /// <param name="read">Reads a question by its own words and those that stand for what was told.</param>
    public InConversation(ValueList<Token> tokens, QuestionContext context, Func<CompiledQuestion, ToldQuestion?, CompiledQuestion> read)
    {
        this.tokens = tokens = Openers.Without(tokens, joining: false);
        (this.context, this.read, nouns, isWhole) = (context, read, new(tokens, context), FollowUpReader.IsWholeFollowUp(tokens, context));
        if (context.Previous is not { } previous || isWhole)
            return;
        // "their prices" of several rows are not those of the one thing before them.
        var one = OneThing.Of(previous, context.Lexicon.Model);
        thing = one is not null && !(context.Earlier[0].Rows > 1 && PointingWords.OfSeveral(tokens)) && one.Namings(tokens).Any() ? one : null;
        things = ToldThings.Of(previous, context.Lexicon.Model);
        ofThings = things?.Naming(tokens, context);
    }

    /// <summary>Whether the age of something told is asked for, which could be that of the data: "how old is it?".</summary>
    public bool AsksAge => thing is not null && tokens.Any(t => t.Folded == "old");

    /// <summary>Reads it as speaking of the answers before; null where it does not, or cannot be read so.</summary>
    public CompiledQuestion? Read(CompiledQuestion heard)
    {
        if (context.Previous is null)
            return PointingWords.In(tokens) || (context.Unanswered is not null && PointsBack) ? FollowUpAnswer.Nowhere(heard) : null;
        var answer = First(heard) ?? Changed(heard) ?? Last(heard);
        if (answer?.Query is { } nested && !QueryLevels.Fits(nested))
            return FollowUpAnswer.TooFarBack(heard);
        return answer is { Outcome: QuestionOutcome.Ready } && context.Unanswered is { } open && !isWhole && !OpenQuestion.IsPassed(open, tokens, context) ? FollowUpAnswer.OfUnanswered(answer, context) : answer;
    }

    /// <summary>The question by its own words, or the question back where these speak of an answer before.</summary>
    public CompiledQuestion Alone(CompiledQuestion alone) => PointsBack ? FollowUpAnswer.Unread(alone, context) : alone;

    private bool PointsBack => (context.Previous is not null || context.Unanswered is not null) && Points;

    private bool Points => SpeaksOfNothingNamed || (ToldThings.AsksOfEach(tokens) && tokens.All(t => t.Folded != "and")) || ofThings is not null || thing is not null || PointingPhrases.Of(tokens, firm: true).Count > 0
        || (context.Unanswered is not null && PointingPhrases.Of(tokens, firm: false).Count > 0)
        || PointingWords.InAnswered(tokens) || FollowUpReader.PointsBack(tokens, context) || PointingWords.In(tokens) || OneThing.SpeaksOfPerson(tokens);

    // "which wines cost more than that?"
    private CompiledQuestion? OfNumber(CompiledQuestion heard)
    {
        foreach (var said in ToldNumber.Questions(tokens, context))
        {
            if (read(heard with { Tokens = Openers.Without(said) }, null) is { Outcome: QuestionOutcome.Ready, Query: { } query } && ToldNumber.Asked(query, context) is { } asked && QueryCompiler.Compile(asked, context.Query).Query is { } compiled)
                return FollowUpAnswer.Of(heard, new() { Query = asked, Compiled = compiled, Assumptions = ["It is compared with the number of the previous answer."] }, context);
        }

        return null;
    }

    // "who are the patients?" of admissions that were listed: theirs.
    private CompiledQuestion? OfTheirs(CompiledQuestion heard) => tokens is { Count: <= ShortQuestion } and [{ Folded: "who" or "what" or "which" }, { Folded: "are" or "were" or "is" or "was" }, { Folded: "the" }, { Kind: TokenKind.Word } noun] && things is { Which: not null } && things.Column.Split('.') is [var told, _]
        && Linker.Link([noun with { Index = 0 }], context.Lexicon, context.Query.Anchor.Day).Mentions.FirstOrDefault(m => m is { Target: MentionTarget.Table, Strength: >= Named })?.Target is MentionTarget.Table table && table.Name != told && context.Lexicon.Model.Relationships.Any(r => r.FromTable == told && r.ToTable == table.Name)
            ? Asked(heard, string.Join(' ', tokens.Select(t => t.Text)), things.About, $"It is asked of each {things.Noun} of the previous answer.") : null;

    // What can only be about the things themselves comes before any change of the query.
    private CompiledQuestion? First(CompiledQuestion heard)
    {
        if (ofThings is not null && ToldThings.AsksOfEach(tokens) && OfThings(heard) is { } ofEach)
            return ofEach;
        return OfNumber(heard) ?? OfTheirs(heard) ?? OfEachNamed(heard) ?? OfWhichNamed(heard) ?? (thing is null ? null : OfOneThing(heard)) ?? OfTold(heard, firm: thing is null);
    }

    // Where it is, who it is or how old it is changes nothing of what was asked.
    private CompiledQuestion? Changed(CompiledQuestion heard) => ((thing is null && (ofThings is null || !AsksOfThem)) || !OneThing.AsksOfIt(tokens)) && !IsOfNone && !ToldReader.SpeaksOfOthers(tokens, context) && FollowUpReader.Read(tokens, context) is { } followUp ? FollowUpAnswer.Of(heard, followUp, context) : null;

    private CompiledQuestion? Last(CompiledQuestion heard) => (ofThings is null ? null : OfThings(heard)) ?? OfTold(heard, firm: false);

    // "how old are they?"
    private bool AsksOfThem => tokens is { Count: <= ShortQuestion } && tokens.Any(t => t.Folded == "they") && tokens[0].Folded is "how" or "where" or "when" && context.Previous is { Having: not null } or { Limit: not null };

    // "what is its frequency?" of two stations.
    private bool IsOfNone => context.Earlier[0].Rows > 1 && tokens.Any(t => t.Folded == "its");

    private CompiledQuestion? OfOneThing(CompiledQuestion heard) =>
        thing!.Namings(tokens).Select(named => Asked(heard, named, thing.About, $"It is asked of the {thing.Noun} of the previous answer.")).FirstOrDefault(a => a is not null);

    // "how many lots were offered at each of those auctions": at each auction that was told.
    private CompiledQuestion? OfEachNamed(CompiledQuestion heard)
    {
        var each = Enumerable.Range(0, Math.Max(0, tokens.Count - 3)).FirstOrDefault(i => tokens[i].Folded == "each" && tokens[i + 1].Folded == "of" && tokens[i + 2].Folded is "those" or "these" && tokens[i + 3].Kind == TokenKind.Word, -1);
        if (each < 0 || Discourse.Of(context).FirstOrDefault(t => t.Named is null && nouns.Name(each + 3, 1, t)) is not { } told)
            return null;
        var named = string.Join(' ', [.. tokens.Take(each + 1).Select(t => t.Text), told.Noun, .. tokens.Skip(each + 4).Select(t => t.Text)]);
        return Asked(heard, named, new ToldThings(told.Key, told.Noun, told.Which).About, $"It is asked of each {told.Noun} told before.");
    }

    // "which of these bills got the most votes?": which bill of those that were told.
    private CompiledQuestion? OfWhichNamed(CompiledQuestion heard)
    {
        if (tokens is not [{ Folded: "which" or "what" }, { Folded: "of" }, { Folded: "those" or "these" }, { Kind: TokenKind.Word }, ..] || Discourse.Of(context).FirstOrDefault(t => t.Named is null && nouns.Name(3, 1, t)) is not { } told)
            return null;
        return Asked(heard, string.Join(' ', tokens.Skip(3).Select(t => t.Text).Prepend("which")), new ToldThings(told.Key, told.Noun, told.Which).About, $"It is asked of each {told.Noun} told before.");
    }

    // What else is pointed at would be lost.
    private CompiledQuestion? OfThings(CompiledQuestion heard) => PointingPhrases.Of(tokens, firm: true).Any(p => p.Kind == PointingKind.Place) ? null
        : Asked(heard, ofThings!, things!.About, $"It is asked of each {things!.Noun} of the previous answer.");

    // The noun in the place of its pronoun.
    private CompiledQuestion? Asked(CompiledQuestion heard, string named, Func<SemanticQuery, ModelDefinition, SemanticQuery?> about, string assumption) =>
        QuestionNormalizer.Normalize(named).Question is { } question && read(heard with { Question = question, Tokens = Tokenizer.Tokenize(question.Text, context.MonthFirst) }, null) is { Outcome: QuestionOutcome.Ready, Query: { } query }
        && about(query, context.Lexicon.Model) is { } asked && QueryCompiler.Compile(asked, context.Query).Query is { } compiled
        ? FollowUpAnswer.Of(heard, new() { Query = asked, Compiled = compiled, Assumptions = [assumption] }, context) : null;

    private CompiledQuestion? OfTold(CompiledQuestion heard, bool firm)
    {
        foreach (var told in ToldReader.Questions(tokens, context, firm))
        {
            if (read(heard with { Tokens = Openers.Without(told.Tokens) }, told) is { Outcome: QuestionOutcome.Ready } asked && !(asked.Query is { } query && told.Tells(query, context.Lexicon.Model)))
                return told.InWords(asked) with { Tokens = heard.Tokens };
        }

        return null;
    }

    // "and who conducts them?": nothing before it in the question that it could be.
    private bool SpeaksOfNothingNamed => PointingPhrases.Of(tokens, firm: false) is [var first, ..]
        && !Linker.Link(tokens, context.Lexicon, context.Query.Anchor.Day).Mentions.Any(m => m.End <= first.Start && m.Strength >= Plainly && m.Target is MentionTarget.Table or MentionTarget.Value or MentionTarget.Column);
}
