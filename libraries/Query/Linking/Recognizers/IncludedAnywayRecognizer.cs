namespace NlSql.Query.Linking.Recognizers;

/// <summary>"including the ones that left", "counting retired ones as well", "(former ones too)", "retired or not": all of them, so nothing is left out for it.</summary>
internal sealed class IncludedAnywayRecognizer : Recognizer
{
    private const int Longest = 8;

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 1; i < question.Folded.Count; i++)
        {
            if ((Opens(question, i) ? Included(question, i) ?? EitherWay(question, i) : OnesToo(question, i)) is { } end)
                question.Propose(Mention.Of(i, end, new MentionTarget.Filler()), outweighs: true);
        }
    }

    // "not including those that left" leaves them out.
    private static int? Included(LinkedQuestion question, int start)
    {
        var end = EndOfClause(question, start);
        var said = question.Folded.Skip(start).Take(end - start).ToList();
        // "including those with none" has a row for each of them.
        if (said.Count is < 2 or > Longest || !said.Exists(w => w is "ones" or "those") || said.Exists(w => w is "no" or "none" or "zero" or "without" or "not" or "never"))
            return null;
        return (said[0] is "including" or "counting" or "incl" && question.Folded[start - 1] is not ("not" or "without" or "no")) || said[^1] == "too" || said is [.., "as", "well"] ? end : null;
    }

    // "retired or not": whether they are.
    private static int? EitherWay(LinkedQuestion question, int start)
    {
        var end = EndOfClause(question, start);
        return end - start is 3 or 4 && question.Folded[end - 2] == "or" && question.Folded[end - 1] == "not" ? end : null;
    }

    // "(former ones too)", whose brackets are no words.
    private static int? OnesToo(LinkedQuestion question, int start) => question.Folded.Skip(start).Take(4).ToList() switch
    {
        [_, "ones", "too" or "included", ..] => start + 3,
        [_, "ones", "as", "well"] => start + 4,
        _ => null,
    };

    private static bool Opens(LinkedQuestion question, int at) => IsBreak(question.Folded[at - 1]) || question.Folded[at] is "including" or "counting" or "incl";

    private static int EndOfClause(LinkedQuestion question, int start)
    {
        var end = start;
        while (end < question.Folded.Count && !IsBreak(question.Folded[end]))
            end++;
        return end;
    }

    private static bool IsBreak(string word) => word is "," or "(" or ")" or ":" or ";" or "-" or "?" or ".";
}
