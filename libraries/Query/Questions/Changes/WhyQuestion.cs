using NlSql.Query.Questions.FollowUps;
using NlSql.Query.Questions.FollowUps.Edits;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.Changes;

/// <summary>"Why did revenue fall last month?": a question for what changed, and the "why?" that would follow it, said in one.</summary>
internal static class WhyQuestion
{
    // The longest fits first.
    private static readonly string[][] Openings =
    [
        .. new[]
        {
            "why", "why did", "why does", "why do", "why is", "why are", "why was", "why were", "why has", "why have", "how come", "explain why", "what caused", "what causes", "what drove", "what drives", "what is driving", "what was driving", "what explains",
            "what explained", "what led to", "what is behind", "what was behind", "whats behind", "what made", "what is the reason for", "what was the reason for", "what are the reasons for", "what were the reasons for", "whats the reason for", "reason for",
            "reasons for", "explain", "what is the cause of", "what are the causes of", "what are the drivers of", "what were the drivers of", "drivers of",
        }.Select(p => p.Split(' ')).OrderByDescending(p => p.Length),
    ];

    /// <summary>What comes of a question for causes; null when it is none, or when what changed cannot be told.</summary>
    public static CompiledQuestion? Read(CompiledQuestion heard, QuestionContext context)
    {
        if (Opening([.. heard.Tokens.Where(t => t.Kind == TokenKind.Word)]) is not { } opening || ChangeSubject.Read(heard, opening, ChangeWords.IsChange, context) is not { } subject)
            return null;
        return new[] { subject.InPeriod(), (subject.Query, Assumed: null) }
            .Select(asked => (asked.Assumed, Found: Explained(asked.Query, subject.Falls, context)))
            .Where(asked => asked.Found is not null)
            .Select(asked => subject.Answer(asked.Found!.Query!, asked.Found.Compiled!, "which groups the change came from", new[] { asked.Assumed }.OfType<string>().Concat(asked.Found.Assumptions)))
            .FirstOrDefault();
    }

    private static List<Token>? Opening(List<Token> words)
    {
        var start = words.Count > 0 && words[0].Folded is "so" or "and" or "but" or "please" or "then" ? 1 : 0;
        var opening = Array.Find(Openings, o => words.Count > start + o.Length && o.Select((word, i) => words[start + i].Folded == word).All(same => same));
        return opening is null ? null : words.GetRange(0, start + opening.Length);
    }

    /// <summary>The change along the dimension that was said; else along the most telling one.</summary>
    private static FollowUpReading? Explained(SemanticQuery subject, bool falls, QuestionContext context)
    {
        if (subject.Dimensions is not [{ Grain: null, Column: { } said }])
            return FollowUpReader.Read(Tokenizer.Tokenize(falls ? "why did it fall" : "why did it rise", monthFirst: false), context with { Previous = subject }) is { Query: not null } found ? found : null;
        // Each row by itself explains nothing.
        if (said.Split('.') is [var table, var column] && context.Query.Model.Column(table, column)?.Kind == ColumnKind.Id)
            return null;
        var (query, assumption) = DriverEdit.Along(said, Labels.Column(context.Lexicon.Model, said), subject, falls);
        return QueryCompiler.Compile(query, context.Query).Query is { } compiled ? new() { Query = query, Compiled = compiled, Assumptions = [assumption] } : null;
    }
}
