using NlSql.Query.Issues;
using NlSql.Query.Linking;
using NlSql.Query.Policies;
using NlSql.Query.Questions;
using NlSql.Query.Questions.Changes;
using NlSql.Query.Questions.FollowUps;
using NlSql.Query.Questions.FollowUps.Told;
using NlSql.Query.Questions.Intents;
using NlSql.Query.Questions.Verified;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query;

/// <summary>Question → what runs, or what to say instead. Pure: the same question and context give the same bytes.</summary>
public static class QuestionCompiler
{
    /// <summary>Compiles a question: normalise → tokens → intent → forbidden topics → follow-up → verified match → link and read → compile.</summary>
    public static CompiledQuestion Compile(string? text, QuestionContext context)
    {
        var (question, refused) = QuestionNormalizer.Normalize(text);
        if (question is null)
            return new() { Outcome = QuestionOutcome.Invalid, Message = refused!.Message, Issues = [refused] };

        var tokens = Tokenizer.Tokenize(question.Text, context.MonthFirst);
        var intent = FollowUpReader.IsWholeFollowUp(tokens, context) ? new Intent(IntentKind.Analytics) : IntentGate.Judge(question, context.Lexicon);
        if (intent.Kind is not (IntentKind.Analytics or IntentKind.AboutTheData))
            return NotAsked(question, intent);
        if (ForbiddenWords.Find(tokens, context.Query.Model.Definition.Policy) is { } forbidden)
            return Forbidden(question, forbidden);
        var conversation = new InConversation(tokens, context, (asked, told) => Read(asked, context, told));
        // "how old is it?" of the thing before, and not of the data.
        if (intent.Kind == IntentKind.AboutTheData && !conversation.AsksAge)
            return NotAsked(question, intent);

        var heard = new CompiledQuestion { Outcome = QuestionOutcome.Ready, Question = question, Tokens = tokens, Intent = intent };
        if (intent.Query is { } stated)
            return Compiled(Stated(heard, stated, context), stated, QueryCompiler.Compile(stated, context.Query), context);
        // A verified question is a whole one, however short.
        if (VerifiedMatcher.Find(tokens, context.Lexicon) is { } match)
            return Verified(heard, match, context) ?? Alone(heard, context);
        return conversation.Read(heard) ?? conversation.Alone(Alone(heard, context));
    }

    /// <summary>A question that is read by its own words, without an explanation that adds nothing to them.</summary>
    private static CompiledQuestion Alone(CompiledQuestion heard, QuestionContext context)
    {
        heard = heard with { Tokens = Openers.Without(heard.Tokens) };
        if (Explanation.Find(heard.Question!.Text) is not { } explanation)
            return Read(heard, context);
        var whole = explanation.Calculates ? null : Read(heard, context);
        if (whole?.Outcome == QuestionOutcome.Ready)
            return whole;
        var rest = Read(heard with { Tokens = Tokenizer.Tokenize(explanation.Rest, context.MonthFirst) }, context);
        return rest.Compiled is { } compiled && explanation.IsSaidBy(Linker.Link(heard.Tokens, context.Lexicon, context.Query.Anchor.Day), compiled.DisplaySql)
            ? rest with { Tokens = heard.Tokens, Assumptions = [.. rest.Assumptions, $"“{explanation.Text}” was taken for an explanation of the rest."] }
            : whole ?? Read(heard, context);
    }

    private static CompiledQuestion Read(CompiledQuestion heard, QuestionContext context, ToldQuestion? told = null)
    {
        var question = heard.Question!;
        var linked = Linker.Link(heard.Tokens, context.Lexicon, context.Query.Anchor.Day, told?.Values.ToDictionary(v => v.Key, v => v.Value.Targets(context.Lexicon.Model)));
        // What a draft asks of itself is an example; only what somebody verified is known in other words.
        var near = told is null && !context.Lexicon.IsDrafted && context.Lexicon.Model.QuestionPacks.Count > 0 ? new NearMatcher(linked) : null;
        if (near?.Same() is { } same && Verified(heard, same, context) is { } meant)
            return meant;
        if ((WhyQuestion.Read(heard, linked, context) ?? ChangeQuestion.Read(heard, linked, context)) is { } changed)
            return changed;

        // What was tried is compiled already when it is chosen. Where words stand for what was told, it is asked of that; null where it cannot be.
        Dictionary<SemanticQuery, (SemanticQuery Query, CompileResult Result)?> tried = new(ReferenceEqualityComparer.Instance);
        (SemanticQuery Query, CompileResult Result)? Try(SemanticQuery query) => tried.TryGetValue(query, out var known) ? known
            : tried[query] = (told is null ? query : told.Asked(query)) is { } asked ? (asked, QueryCompiler.Compile(asked, context.Query)) : null;

        // What a policy refuses is the answer to the question; what cannot be planned is not what was meant.
        bool Runs(SemanticQuery query) => Try(query) is var (_, result)
            && (result.Query is not null || result.Issues.Any(i => i.Code.StartsWith("policy.", StringComparison.Ordinal)));
        var reading = QuestionReader.Read(linked, Runs);
        // A list is what is left of a question whose measure nobody understood.
        if (reading.Query is null or { Metrics.Count: 0, Shape: not QueryShape.Rows } && near?.Like() is { } like && Verified(heard, like, context) is { } alike)
            return alike;
        var read = heard with
        {
            Reading = reading,
            Tier = AnswerTier.Semantic,
            Interpretation = reading.Interpretation.Select(s => s with { Span = question.ToOriginal(s.Span) }).ToValueList(),
            Assumptions = reading.Assumptions,
            Confidence = reading.Confidence,
        };
        return reading.Query is { } query && Try(query) is var (asked, compiled) ? Compiled(read with { Query = asked }, asked, compiled, context) : Asking(read, reading, context);
    }

    /// <summary>A question whose words as a whole say what is meant.</summary>
    private static CompiledQuestion Stated(CompiledQuestion heard, SemanticQuery query, QuestionContext context) => heard with
    {
        Query = query,
        Tier = AnswerTier.Semantic,
        Interpretation = [new(Whole(heard.Question!), heard.Question!.Original, "question", QueryWording.Of(query, context.Lexicon.Model), [])],
        Confidence = ReadingConfidence.Of(1, []),
    };

    private static CompiledQuestion NotAsked(NormalizedQuestion question, Intent intent) => new()
    {
        Outcome = intent.Kind switch
        {
            IntentKind.AboutTheData => QuestionOutcome.AboutTheData,
            IntentKind.Unsafe => QuestionOutcome.Blocked,
            _ => QuestionOutcome.Unsupported,
        },
        Question = question,
        Intent = intent,
        Message = intent.Message,
        Issues = intent.Kind == IntentKind.AboutTheData ? [] : [new(intent.Code!, intent.Message!, TextSpan.None)],
    };

    private static CompiledQuestion Forbidden(NormalizedQuestion question, Issue issue) => new()
    {
        Outcome = QuestionOutcome.Blocked,
        Question = question,
        Message = issue.Message,
        Issues = [issue with { Span = question.ToOriginal(issue.Span) }],
    };

    // A verified question that does not compile here (a table without data, a policy) is read like any other.
    private static CompiledQuestion? Verified(CompiledQuestion heard, VerifiedMatch match, QuestionContext context)
    {
        var verifiedContext = context.Query with { Tier = AnswerTier.Verified };
        var result = match.Query is { } query
            ? QueryCompiler.Compile(query, verifiedContext)
            : QueryCompiler.CompileSql(match.Question.Sql!, verifiedContext);
        return result.Query is not { } compiled ? null : heard with
        {
            Verified = match,
            Query = match.Query,
            Tier = AnswerTier.Verified,
            Compiled = compiled,
            Interpretation = [new(Whole(heard.Question!), heard.Question!.Original, "verified_question", match.Phrasing, [])],
            Assumptions = compiled.Assumptions,
            Confidence = ReadingConfidence.Of(1, []),
        };
    }

    private static CompiledQuestion Compiled(CompiledQuestion read, SemanticQuery query, CompileResult result, QuestionContext context)
    {
        if (result.Query is { } compiled)
            return read with { Compiled = compiled, Assumptions = read.Assumptions.Concat(compiled.Assumptions).Distinct().ToValueList() };
        var forbidden = result.Issues.Any(i => i.Code.StartsWith("policy.", StringComparison.Ordinal));
        return read with
        {
            Outcome = forbidden ? QuestionOutcome.Blocked : QuestionOutcome.Clarification,
            Message = string.Join(" ", result.Issues.Select(i => i.Message)),
            Confidence = ReadingConfidence.Of(0.2, result.Issues.Select(i => i.Message).ToValueList()),
            Choices = forbidden ? [] : Plainer(query, context),
            Issues = result.Issues,
        };
    }

    // A share of an average means nothing; the average itself may still be wanted.
    private static ValueList<ReadingChoice> Plainer(SemanticQuery query, QuestionContext context)
    {
        var plain = query with { Compare = null, ShareOf = null, Running = null };
        return plain != query && QueryCompiler.Compile(plain, context.Query).Query is not null
            ? [new(QueryWording.Of(plain, context.Lexicon.Model), plain)]
            : [];
    }

    private static CompiledQuestion Asking(CompiledQuestion read, QuestionReading reading, QuestionContext context)
    {
        // Only what runs is offered.
        var choices = reading.Choices.Where(c => QueryCompiler.Compile(c.Query, context.Query).Query is not null).ToValueList();
        if (ForeignLanguage.Find(read.Question!, context.Lexicon) is { } foreign)
            return choices.Count == 0 || !foreign.IsPartlyKnown ? NotAsked(read.Question!, foreign.Intent) : read with
            {
                Outcome = QuestionOutcome.Clarification,
                Message = $"{foreign.Intent.Message} Did you mean one of these?",
                Choices = choices,
                Issues = [new(foreign.Intent.Code!, foreign.Intent.Message!, TextSpan.None)],
            };
        return read with
        {
            Outcome = QuestionOutcome.Clarification,
            Message = reading.Clarification,
            Choices = choices,
            Issues = reading.Issues.Select(i => i.Span == TextSpan.None ? i : i with { Span = read.Question!.ToOriginal(i.Span) }).ToValueList(),
        };
    }

    private static TextSpan Whole(NormalizedQuestion question) => new(0, question.Original.Length);
}
