using System.Text.RegularExpressions;
using NlSql.Query.Issues;
using NlSql.Query.Linking;

namespace NlSql.Query.Questions;

/// <summary>What people add to say what they mean: "return rate (returned lines / all lines)", "late, meaning after the due date".</summary>
internal sealed partial class Explanation
{
    // One of these says that something is explained rather than asked for: "(number and cost)" is.
    private static readonly string[] Signs = ["/", "*", "x", "=", "divided", "times", "minus", "plus", "over", "out", "i.e", "i.e.", "ie", "meaning", "after", "before", "than", "from"];

    private static readonly string[] Joining = ["that", "is", "by"];

    private readonly TextSpan span;

    private Explanation(string text, TextSpan span)
    {
        this.span = span;
        Text = text.Substring(span.Start, span.Length).Trim();
        Rest = text[..span.Start] + new string(' ', span.Length) + text[(span.Start + span.Length)..];
    }

    /// <summary>The explanation of a question that has one; null for others.</summary>
    public static Explanation? Find(string text) =>
        InBrackets().Match(text) is { Success: true } bracketed ? new(text, new(bracketed.Index, bracketed.Length))
        : Trailing().Match(text) is { Success: true } trailing ? new(text, new(trailing.Index, trailing.Length))
        : null;

    /// <summary>The explanation as it was written.</summary>
    public string Text { get; }

    /// <summary>The question without it; every other character keeps its place.</summary>
    public string Rest { get; }

    /// <summary>Whether it spells out a calculation, which is none of the question's conditions.</summary>
    public bool Calculates => Text.Contains(" / ", StringComparison.Ordinal) || Text.Contains(" divided by ", StringComparison.OrdinalIgnoreCase) || Text.Contains(" out of ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it adds nothing to a query: each of its words names something that the query uses, or holds others together.</summary>
    /// <param name="question">The whole question.</param>
    /// <param name="sql">What the question runs without it.</param>
    public bool IsSaidBy(LinkedQuestion question, string sql)
    {
        var signed = Calculates;
        for (var i = 0; i < question.Words.Count; i++)
        {
            var token = question.Words[i].Token;
            if (token.Span.Start < span.Start || token.Span.Start >= span.Start + span.Length)
                continue;
            signed |= Signs.Contains(token.Folded);
            if (token.Number is not null || !(Signs.Contains(token.Folded) || Joining.Contains(token.Folded) || token.Folded.All(c => !char.IsLetterOrDigit(c)) || IsSaid(question, i, sql) || FunctionWords.IsFiller(token.Folded)))
                return false;
        }

        return signed;
    }

    private static bool IsSaid(LinkedQuestion question, int word, string sql) =>
        question.Mentions.Any(m => m.Start <= word && m.End > word && (m.Target is MentionTarget.Aggregate or MentionTarget.And || m.Candidates.Any(c => Uses(question, c.Target, sql))));

    private static bool Uses(LinkedQuestion question, MentionTarget target, string sql) => target switch
    {
        MentionTarget.Table table => sql.Contains(table.Name, StringComparison.Ordinal),
        MentionTarget.Column column => sql.Contains($"{column.TableName}.{column.ColumnName}", StringComparison.Ordinal),
        MentionTarget.Value value => sql.Contains($"{value.TableName}.{value.ColumnName}", StringComparison.Ordinal) && sql.Contains($"'{value.Text}'", StringComparison.Ordinal),
        MentionTarget.Metric metric => question.Lexicon.Model.FindMetric(metric.Name) is { Expression: { } column } known && sql.Contains($"{known.Table}.{column}", StringComparison.Ordinal),
        _ => false,
    };

    [GeneratedRegex(@"\([^()]{3,200}\)", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex InBrackets();

    [GeneratedRegex(@", *(i\.e\.|ie|meaning|that is) [^.?!]{3,200}[.?!]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Trailing();
}
