using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Questions.FollowUps;
using NlSql.Query.Questions.FollowUps.Edits;
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
    public static CompiledQuestion? Read(CompiledQuestion heard, LinkedQuestion linked, QuestionContext context)
    {
        if (Opening([.. heard.Tokens.Where(t => t.Kind == TokenKind.Word)]) is not { } opening || ChangeSubject.Read(heard, linked, opening, ChangeWords.IsChange, context) is not { } subject)
            return null;
        return new[] { subject.InPeriod(), (subject.Query, Assumed: null) }
            .Select(asked => Explained(subject, asked.Query, asked.Assumed, context))
            .FirstOrDefault(answer => answer is not null);
    }

    private static List<Token>? Opening(List<Token> words)
    {
        var start = words.Count > 0 && words[0].Folded is "so" or "and" or "but" or "please" or "then" ? 1 : 0;
        var opening = Array.Find(Openings, o => words.Count > start + o.Length && o.Select((word, i) => words[start + i].Folded == word).All(same => same));
        return opening is null ? null : words.GetRange(0, start + opening.Length);
    }

    /// <summary>The change along the dimension that was said; else along the most telling one.</summary>
    private static CompiledQuestion? Explained(ChangeSubject subject, SemanticQuery asked, string? assumed, QuestionContext context)
    {
        var revision = new Revision(asked, context.Lexicon, 0);
        var said = asked.Dimensions is [{ Grain: null, Column.Length: > 0 } only] ? only.Column : null;
        // Each row by itself explains nothing.
        if ((said is not null && revision.FindColumn(said)?.Kind == ColumnKind.Id) || (said ?? DriverEdit.Dimension(revision)) is not { } dimension)
            return null;
        var (query, assumption) = DriverEdit.Along(dimension, revision, subject.Falls);
        return QueryCompiler.Compile(query, context.Query).Query is { } compiled
            ? subject.Answer(query, compiled, "which groups the change came from", new[] { assumed, assumption }.OfType<string>())
            : null;
    }
}
